package dev.toolbridge.tenants.router.haproxy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one thread of one control plane at a time change the router of this machine.
public final class RouterLock {
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private final RouterFolder folder;
    private final ReentrantLock own = new ReentrantLock(true);

    public RouterLock(RouterFolder folder) {
        this.folder = folder;
    }

    /// Runs work while no other changes the router. The lock ends with the process.
    ///
    /// @throws RouterUnavailable if another has the lock for too long
    public <T> T hold(Supplier<T> work) {
        own.lock();
        try {
            folder.make();
            try (FileChannel file =
                            FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = locked(file)) {
                return work.get();
            }
        } catch (IOException failed) {
            throw new RouterUnavailable("the router's lock cannot be used", failed);
        } finally {
            own.unlock();
        }
    }

    private static FileLock locked(FileChannel file) throws IOException {
        long untilNs = System.nanoTime() + WAIT_MAX.toNanos();
        while (System.nanoTime() < untilNs) {
            Optional<FileLock> lock = attempt(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            RouterProcess.pause();
        }
        throw new RouterUnavailable("another control plane has been changing the router for too long");
    }

    private static Optional<FileLock> attempt(FileChannel file) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException heldInThisProcess) {
            return Optional.empty();
        }
    }
}
