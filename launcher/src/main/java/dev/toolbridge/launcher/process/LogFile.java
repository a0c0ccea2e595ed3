package dev.toolbridge.launcher.process;

import java.nio.file.Path;
import java.util.Optional;

/// A log that a running program appends to, and the older files beside it: `api.log.1` is the newest of them.
record LogFile(Path path) {
    private static final long BYTES_MAX = 10L * 1024 * 1024;

    /// With these, a log takes at most five times the space of one file.
    private static final int OLDER_KEPT = 4;

    /// The length of the file.
    long bytes() {
        return path.toFile().length();
    }

    /// Rotates the log if it has grown too long.
    ///
    /// @param writer the process that writes to it with its children; empty when no process does
    void rotateIfLong(Optional<ProcessIdentity> writer) {
        if (bytes() > BYTES_MAX) {
            rotate(writer.flatMap(ProcessIdentity::find));
        }
    }

    void rotate(Optional<ProcessHandle> writer) {
        LogRotation.of(path, OLDER_KEPT, writer);
    }

    /// The last line for people after a position: a program that cannot start prints one such sentence.
    Optional<String> sentenceSince(long position) {
        return LogTail.from(path, position).newLines().stream()
                .filter(line -> !line.isBlank() && !line.startsWith("{") && !line.startsWith("\t"))
                .reduce((_, last) -> last);
    }
}
