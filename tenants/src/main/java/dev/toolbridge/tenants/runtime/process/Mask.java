package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.service.log.Redaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Hides credentials in output: an instance's own secrets while it has them, and what looks like one always.
///
/// @param secrets the lines of all secrets, the longest first
record Mask(List<String> secrets) {
    private static final String HIDDEN = "***";

    /// Shorter texts hide too much else.
    private static final int LENGTH_MIN = 8;

    Mask {
        secrets = List.copyOf(secrets);
    }

    /// The mask for the secrets in a folder.
    static Mask of(Path folder) {
        return new Mask(FileTrees.names(folder).stream()
                .flatMap(name -> content(folder.resolve(name)).stream())
                .flatMap(secret -> Stream.concat(Stream.of(secret.strip()), secret.lines()))
                .filter(line -> line.length() >= LENGTH_MIN)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    String of(String line) {
        String masked = line;
        for (String secret : secrets) {
            masked = masked.replace(secret, HIDDEN);
        }
        return Redaction.of(masked);
    }

    private static Optional<String> content(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException("the file " + file + " cannot be read", failed);
        }
    }
}
