package dev.toolbridge.postgres;

import dev.toolbridge.service.config.Secret;
import java.nio.file.Path;

/// A PostgreSQL server of our own.
///
/// @param folder the folder of its data; made when missing
/// @param log the file it writes to
/// @param port its port on the loopback interface; 0 for any free port, or the one it already runs at
/// @param adminPassword of the superuser `postgres`
/// @param ownerPassword of the role that owns the database
/// @param durability the promise that a commit makes about the loss of power
/// @param connections the most that it takes at the same time
public record EmbeddedPostgresConfig(
        Path folder,
        Path log,
        int port,
        Secret adminPassword,
        Secret ownerPassword,
        Durability durability,
        int connections) {
    private static final int CONNECTIONS = 60;

    /// The promise of a commit.
    public enum Durability {
        /// A commit is on the disk before it is answered, as in production.
        FULL,
        /// For databases that live as long as a test run.
        NONE
    }

    /// A server with the usual number of connections.
    public EmbeddedPostgresConfig(
            Path folder, Path log, int port, Secret adminPassword, Secret ownerPassword, Durability durability) {
        this(folder, log, port, adminPassword, ownerPassword, durability, CONNECTIONS);
    }

    /// The same for more connections.
    public EmbeddedPostgresConfig taking(int most) {
        return new EmbeddedPostgresConfig(folder, log, port, adminPassword, ownerPassword, durability, most);
    }

    /// The same at a port of choice.
    public EmbeddedPostgresConfig at(int chosenPort) {
        return new EmbeddedPostgresConfig(
                folder, log, chosenPort, adminPassword, ownerPassword, durability, connections);
    }

    boolean isDurable() {
        return durability == Durability.FULL;
    }
}
