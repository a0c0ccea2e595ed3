package dev.toolbridge.tenants.runtime.process.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A lock among the threads of this process and among processes. It ends with the process that holds it.
public record FolderLock(Path file) {
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    /// Runs work that nobody else does at the same time. Work inside work takes no second lock.
    public <T> T alone(Supplier<T> work) {
        ReentrantLock threads = THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> new ReentrantLock());
        threads.lock();
        try {
            return threads.getHoldCount() > 1 ? work.get() : locked(work);
        } finally {
            threads.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            return work.get();
        } catch (IOException failed) {
            throw new UncheckedIOException("the lock " + file + " cannot be taken", failed);
        }
    }
}
