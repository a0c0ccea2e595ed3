package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.database.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/// What only the owner of a workspace may know, made at random when it is first needed; a file each.
public record Secrets(Path folder) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int SUFFIX_BYTES = 4;

    /// Signs development tokens and cursors.
    public Secret tokenSecret() {
        return new Secret(orMake("token-secret", Secrets::random));
    }

    /// The file of [#tokenSecret].
    public Path tokenSecretFile() {
        return fileOf("token-secret");
    }

    /// What people log in with at the identity provider, and what opens its switches.
    public Secret loginSecret() {
        return new Secret(orMake("login-secret", Secrets::random));
    }

    /// The file of [#loginSecret].
    public Path loginSecretFile() {
        return fileOf("login-secret");
    }

    /// The file of what the API shows the identity provider.
    public Path providerKeyFile() {
        return fileOf("provider-key");
    }

    /// The file of what the identity provider signs with when it tells the API what happened.
    public Path webhookSecretFile() {
        return fileOf("webhook-secret");
    }

    public Secret postgresPassword() {
        return new Secret(orMake("postgres-password", Secrets::random));
    }

    public Secret ownerPassword() {
        return new Secret(orMake("owner-password", Secrets::random));
    }

    /// Where the database is, as its owner; known once it was started.
    public Optional<DatabaseUrl> ownerUrl() {
        return file("database-owner-url").read().map(DatabaseUrl::parse);
    }

    public Path ownerUrlFile() {
        return folder.resolve("database-owner-url");
    }

    public Path serverUrlFile() {
        return folder.resolve("database-url");
    }

    /// Where the database is, for backups.
    public Path maintenanceUrlFile() {
        return folder.resolve("database-maintenance-url");
    }

    /// Writes down where the database is. The servers and backups sign in with roles of this workspace alone: roles are
    /// shared by all databases of a PostgreSQL server.
    public void rememberDatabase(DatabaseUrl owner) {
        file("database-owner-url").write(owner.reveal());
        file("database-url").write(login("server", owner).reveal());
        file("database-maintenance-url").write(login("maintenance", owner).reveal());
    }

    private DatabaseUrl login(String name, DatabaseUrl owner) {
        String role = orMake(name + "-role", () -> "toolbridge_" + name + "_" + randomSuffix());
        return owner.as(role, Optional.of(orMake(name + "-password", Secrets::random)));
    }

    private Path fileOf(String name) {
        orMake(name, Secrets::random);
        return folder.resolve(name);
    }

    private String orMake(String name, Supplier<String> maker) {
        return file(name).read().orElseGet(() -> {
            String made = maker.get();
            file(name).write(made);
            return made;
        });
    }

    private PrivateFile file(String name) {
        try {
            if (!Files.exists(folder)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException failed) {
            throw new LaunchFailure("the folder " + folder + " cannot be written to", failed);
        }
        return new PrivateFile(folder.resolve(name));
    }

    private static String random() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String randomSuffix() {
        var bytes = new byte[SUFFIX_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
