package dev.toolbridge.connect.sync;

import dev.toolbridge.connect.home.HomeFolder;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// The lock of the exchange: one process of a user at a time. It ends with its process, whatever ends that.
public final class SyncLock {
    private static final Duration WAIT_MAX = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private SyncLock() {}

    /// Does work while no other process does.
    ///
    /// @throws CommandFailure if another process takes two minutes
    public static <T> T alone(HomeFolder home, Supplier<T> work) {
        Path file = home.existing().resolve("sync.lock");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = taken(channel)) {
            return work.get();
        } catch (IOException failed) {
            throw new CommandFailure("the file " + file + " cannot be locked", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while another fbc synchronises", stopped);
        }
    }

    private static FileLock taken(FileChannel channel) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + WAIT_MAX.toNanos();
        Optional<FileLock> lock = attempt(channel);
        while (lock.isEmpty() && System.nanoTime() < endNanos) {
            Thread.sleep(PAUSE);
            lock = attempt(channel);
        }
        return lock.orElseThrow(() -> new CommandFailure("another fbc synchronises since two minutes: try again"));
    }

    private static Optional<FileLock> attempt(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        }
    }
}
