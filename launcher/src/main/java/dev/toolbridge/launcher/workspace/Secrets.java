package dev.toolbridge.launcher.workspace;

import dev.toolbridge.connect.terminal.PrivateFile;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.service.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The secrets of a workspace's owner, created at random when they are first needed; each has its own file.
public record Secrets(Path folder) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int SUFFIX_BYTES = 4;
    private static final String ROLE_FILE = "-role";
    private static final String CLUSTER_ADMIN = "cluster-admin-url";
    private static final String CLUSTER_URL = "cluster-url";
    private static final String CLUSTER_DATABASE = "toolbridge_tenants";
    private static final String MASTER_KEY = "master-key-1";
    private static final String PROJECT_KEYS = "master-keys";
    private static final String CERTIFICATE_KEY = "certificate-key";
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_]{2,62}");

    /// Reads all existing secrets, before anything is started with one of them.
    ///
    /// @throws LaunchFailure if one was emptied or is too short
    public void check() {
        Stream.of(SecretFile.values()).forEach(secret -> secret.read(folder));
    }

    /// The value of a secret.
    public Secret reveal(SecretFile secret) {
        return new Secret(orMake(secret));
    }

    /// The file of a secret, for programs that read it themselves.
    public Path file(SecretFile secret) {
        orMake(secret);
        return folder.resolve(secret.fileName());
    }

    /// The address of the database, as its owner; known after its first start.
    public Optional<DatabaseUrl> ownerUrl() {
        return privateFile("database-owner-url").read().map(this::parse);
    }

    private DatabaseUrl parse(String text) {
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException damaged) {
            throw new LaunchFailure("the file " + ownerUrlFile() + " is damaged: `up` writes it anew", damaged);
        }
    }

    public Path ownerUrlFile() {
        return folder.resolve("database-owner-url");
    }

    public Path serverUrlFile() {
        return folder.resolve("database-url");
    }

    /// The file with the address of the database for backups.
    public Path maintenanceUrlFile() {
        return folder.resolve("database-maintenance-url");
    }

    /// Records the address of the database. The servers and backups sign in with roles of their own workspace:
    /// all databases of a PostgreSQL server share its roles.
    public void rememberDatabase(DatabaseUrl owner) {
        privateFile("database-owner-url").write(owner.reveal());
        privateFile("database-url")
                .write(login("server", SecretFile.SERVER, owner).reveal());
        privateFile("database-maintenance-url")
                .write(login("maintenance", SecretFile.MAINTENANCE, owner).reveal());
    }

    /// Records the addresses of the server with the databases of tenants.
    ///
    /// @param admin its superuser
    public void rememberCluster(DatabaseUrl admin) {
        privateFile(CLUSTER_ADMIN).write(admin.reveal());
        privateFile(CLUSTER_URL)
                .write(admin.named(CLUSTER_DATABASE)
                        .as(CLUSTER_DATABASE + "_owner", Optional.of(orMake(SecretFile.CLUSTER)))
                        .reveal());
    }

    /// The file with the address of that server for its superuser.
    public Path clusterAdminFile() {
        return folder.resolve(CLUSTER_ADMIN);
    }

    /// The file with the address of that server for the one owner of all databases of tenants.
    public Path clusterFile() {
        return folder.resolve(CLUSTER_URL);
    }

    /// The master key, which seals the secrets of tenants. Its name is its id.
    public Path masterKeyFile() {
        return made(MASTER_KEY, Base64.getEncoder().encodeToString(randomBytes(SECRET_BYTES)));
    }

    /// The master keys that seal the values of projects, one in each line.
    public Path projectKeysFile() {
        return made(PROJECT_KEYS, Base64.getEncoder().encodeToString(randomBytes(SECRET_BYTES)) + "\n");
    }

    /// The key that signs certificates of destruction. Its name is its id.
    public Path certificateKeyFile() {
        return made(CERTIFICATE_KEY, Base64.getEncoder().encodeToString(randomBytes(SECRET_BYTES)));
    }

    /// The keys with which tenants ask for memberships.
    public Path memberKeysFile() {
        return made("member-keys", "");
    }

    private Path made(String name, String text) {
        PrivateFile file = privateFile(name);
        if (file.read().isEmpty()) {
            file.write(text);
        }
        return file.path();
    }

    private DatabaseUrl login(String name, SecretFile password, DatabaseUrl owner) {
        return owner.as(roleOf(name, password), Optional.of(orMake(password)));
    }

    /// The role of servers in the database.
    public String serverRole() {
        return roleOf("server", SecretFile.SERVER);
    }

    private String roleOf(String name, SecretFile password) {
        String role = password.read(folder).isPresent() ? role(name) : newRole(name);
        orMake(password);
        return role;
    }

    /// A deleted password is renewed with its role: PostgreSQL knows only the old password of that.
    private String newRole(String name) {
        return written(name + ROLE_FILE, "toolbridge_" + name + "_" + randomSuffix());
    }

    private String role(String name) {
        String file = name + ROLE_FILE;
        String role = privateFile(file).read().map(String::strip).orElseGet(() -> newRole(name));
        if (!ROLE.matcher(role).matches()) {
            throw new LaunchFailure("the file " + folder.resolve(file)
                    + " names no role of PostgreSQL: delete it, and the next `up` makes a new one");
        }
        return role;
    }

    private String orMake(SecretFile secret) {
        return secret.read(folder).orElseGet(() -> written(secret.fileName(), random()));
    }

    private String written(String name, String text) {
        privateFile(name).write(text);
        return text;
    }

    private PrivateFile privateFile(String name) {
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
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(SECRET_BYTES));
    }

    private static String randomSuffix() {
        return HexFormat.of().formatHex(randomBytes(SUFFIX_BYTES));
    }

    private static byte[] randomBytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
