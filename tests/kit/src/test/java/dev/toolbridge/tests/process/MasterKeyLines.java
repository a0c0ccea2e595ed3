package dev.toolbridge.tests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/// Files with master keys for API servers, a key in each line.
public final class MasterKeyLines {
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private MasterKeyLines() {}

    /// A new key, as a line has it.
    public static String fresh() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// A file with these lines, which only its owner can read.
    public static Path file(String... lines) {
        try {
            Path file = Files.createTempFile("master-keys", "");
            file.toFile().deleteOnExit();
            return Files.write(file, List.of(lines));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
