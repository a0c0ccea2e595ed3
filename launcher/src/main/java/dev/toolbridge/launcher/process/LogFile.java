package dev.toolbridge.launcher.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A file that a running program adds lines to.
record LogFile(Path path) {
    /// With the older file beside it a log takes at most twice this much.
    private static final long BYTES_MAX = 10L * 1024 * 1024;

    /// How long the file is.
    long bytes() {
        return path.toFile().length();
    }

    /// Copies what there is aside once it has grown too long, and empties the file. The program keeps writing to it
    /// all the while, so that lines written between copying and emptying are lost.
    void bound() {
        if (bytes() <= BYTES_MAX) {
            return;
        }
        try {
            Files.copy(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
        } catch (IOException failed) {
            throw new LaunchFailure("the log " + path + " cannot be cut", failed);
        }
    }

    /// The last line since a position that is meant for people: a program that cannot start prints one such sentence.
    Optional<String> sentenceSince(long position) {
        return LogTail.from(path, position).newLines().stream()
                .filter(line -> !line.isBlank() && !line.startsWith("{") && !line.startsWith("\t"))
                .reduce((_, last) -> last);
    }
}
