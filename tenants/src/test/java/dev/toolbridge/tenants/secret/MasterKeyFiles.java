package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.sealed.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/// Files with master keys for tests.
final class MasterKeyFiles {

    private MasterKeyFiles() {}

    static Path write(Path folder, String id) throws IOException {
        return write(folder.resolve(id + ".key"), Base64.getEncoder().encodeToString(Envelope.random(32)), "r--------");
    }

    static Path write(Path file, String text, String permissions) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
