package dev.toolbridge.launcher.workspace;

import dev.toolbridge.connect.terminal.PrivateFile;
import dev.toolbridge.launcher.process.LaunchFailure;
import java.nio.file.Path;
import java.util.Optional;

/// A secret of a workspace: its file, its shortest length and the way to renew it.
public enum SecretFile {
    /// Signs development tokens and cursors.
    TOKEN("token-secret", 32, Renewal.BY_DELETION),
    /// The password for people at the identity provider; it also opens the provider's switches.
    LOGIN("login-secret", 16, Renewal.BY_DELETION),
    /// Authenticates the API at the identity provider.
    PROVIDER("provider-key", 32, Renewal.BY_DELETION),
    /// Signs the identity provider's events for the API.
    WEBHOOK("webhook-secret", 32, Renewal.BY_DELETION),

    OWNER("owner-password", 32, Renewal.BY_DELETION),
    SERVER("server-password", 32, Renewal.BY_DELETION),
    MAINTENANCE("maintenance-password", 32, Renewal.BY_DELETION),
    POSTGRES("postgres-password", 32, Renewal.BY_RETURN),
    /// The password of the one owner of the databases of tenants.
    CLUSTER("cluster-owner-password", 32, Renewal.BY_DELETION);

    private final String fileName;
    private final int lengthMin;
    private final String renewal;

    SecretFile(String fileName, int lengthMin, String renewal) {
        this.fileName = fileName;
        this.lengthMin = lengthMin;
        this.renewal = renewal;
    }

    String fileName() {
        return fileName;
    }

    /// Reads the secret; empty if it was not created yet. White space of an editor around it does not count.
    ///
    /// @throws LaunchFailure if it is shorter than the secrets made here: it was emptied, or somebody chose it
    Optional<String> read(Path folder) {
        Path path = folder.resolve(fileName);
        Optional<String> secret = new PrivateFile(path).read().map(String::strip);
        secret.filter(text -> text.length() < lengthMin).ifPresent(_ -> {
            throw new LaunchFailure(
                    "the secret in " + path + " has fewer than " + lengthMin + " characters: " + renewal);
        });
        return secret;
    }

    /// The way to renew a secret.
    private static final class Renewal {
        static final String BY_DELETION = "delete the file, and the next `up` makes a new one";
        static final String BY_RETURN =
                "put the one of before back, which PostgreSQL knows, or restore a backup into another folder";
    }
}
