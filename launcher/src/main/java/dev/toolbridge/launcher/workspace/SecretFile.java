package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LaunchFailure;
import java.nio.file.Path;
import java.util.Optional;

/// A secret of a workspace: the file it is kept in, how short it may be, and how it is renewed.
public enum SecretFile {
    /// Signs development tokens and cursors.
    TOKEN("token-secret", 32, Renewal.BY_DELETION),
    /// People log in with it at the identity provider, and it opens its switches.
    LOGIN("login-secret", 16, Renewal.BY_DELETION),
    /// The API shows it to the identity provider.
    PROVIDER("provider-key", 32, Renewal.BY_DELETION),
    /// The identity provider signs with it when it tells the API what happened.
    WEBHOOK("webhook-secret", 32, Renewal.BY_DELETION),

    OWNER("owner-password", 32, Renewal.BY_DELETION),
    SERVER("server-password", 32, Renewal.BY_DELETION),
    MAINTENANCE("maintenance-password", 32, Renewal.BY_DELETION),
    POSTGRES("postgres-password", 32, Renewal.BY_RETURN);

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

    /// Reads the secret; empty when it was not made yet. What an editor leaves around it is no part of it.
    ///
    /// @throws LaunchFailure if it is shorter than any that is made here: it was emptied, or somebody chose it
    Optional<String> read(Path folder) {
        Path path = folder.resolve(fileName);
        Optional<String> secret = new PrivateFile(path).read().map(String::strip);
        secret.filter(text -> text.length() < lengthMin).ifPresent(_ -> {
            throw new LaunchFailure(
                    "the secret in " + path + " has fewer than " + lengthMin + " characters: " + renewal);
        });
        return secret;
    }

    /// How a secret is renewed.
    private static final class Renewal {
        static final String BY_DELETION = "delete the file, and the next `up` makes a new one";
        static final String BY_RETURN =
                "put the one of before back, which PostgreSQL knows, or restore a backup into another folder";
    }
}
