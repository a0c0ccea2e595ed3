package dev.toolbridge.launcher.process;

import java.nio.file.Path;
import java.util.Optional;

/// A file that a running program adds lines to, and the older ones beside it: `api.log.1` is the newest of those.
record LogFile(Path path) {
    private static final long BYTES_MAX = 10L * 1024 * 1024;

    /// With these a log takes at most five times as much as one file.
    private static final int OLDER_KEPT = 4;

    /// How long the file is.
    long bytes() {
        return path.toFile().length();
    }

    /// Rotates the log once it has grown too long.
    ///
    /// @param writer the process that writes to it, and its children; empty when nobody does
    void rotateIfLong(Optional<ProcessIdentity> writer) {
        if (bytes() > BYTES_MAX) {
            rotate(writer.flatMap(ProcessIdentity::find));
        }
    }

    void rotate(Optional<ProcessHandle> writer) {
        LogRotation.of(path, OLDER_KEPT, writer);
    }

    /// The last line since a position that is meant for people: a program that cannot start prints one such sentence.
    Optional<String> sentenceSince(long position) {
        return LogTail.from(path, position).newLines().stream()
                .filter(line -> !line.isBlank() && !line.startsWith("{") && !line.startsWith("\t"))
                .reduce((_, last) -> last);
    }
}
