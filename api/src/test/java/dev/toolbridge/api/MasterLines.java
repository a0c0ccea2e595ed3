package dev.toolbridge.api;

import dev.toolbridge.service.sealed.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// Files of master keys.
final class MasterLines {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("r--------");

    private MasterLines() {}

    static String fresh() {
        return Base64.getEncoder().encodeToString(Envelope.random(Envelope.KEY_BYTES));
    }

    /// A file with these lines.
    static String file(Path folder, String... lines) {
        try {
            Path file = Files.createTempFile(folder, "master-keys", "");
            Files.write(file, List.of(lines));
            return Files.setPosixFilePermissions(file, OWNER_ONLY).toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
