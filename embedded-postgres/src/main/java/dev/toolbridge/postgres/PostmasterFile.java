package dev.toolbridge.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The content of `postmaster.pid`, which a running PostgreSQL server writes (PostgreSQL manual, section 66.1).
record PostmasterFile(long pid, int port) {
    static final String NAME = "postmaster.pid";

    private static final int LINE_OF_PID = 0;
    private static final int LINE_OF_PORT = 3;

    /// Reads the file of a data folder; empty if it is missing or incomplete.
    static Optional<PostmasterFile> read(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve(NAME));
            return lines.size() <= LINE_OF_PORT ? Optional.empty() : parse(lines);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<PostmasterFile> parse(List<String> lines) {
        try {
            return Optional.of(new PostmasterFile(
                    Long.parseLong(lines.get(LINE_OF_PID).strip()),
                    Integer.parseInt(lines.get(LINE_OF_PORT).strip())));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
