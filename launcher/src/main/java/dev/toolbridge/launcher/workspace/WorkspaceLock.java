package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LaunchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Holds a workspace for one process; the system releases it at every end of the process, also at a crash.
public final class WorkspaceLock implements AutoCloseable {
    private final FileChannel channel;

    private WorkspaceLock(FileChannel channel) {
        this.channel = channel;
    }

    static Optional<WorkspaceLock> tryLock(Path file) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(new WorkspaceLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException failed) {
            throw new LaunchFailure("the folder " + file.getParent() + " cannot be written to", failed);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
