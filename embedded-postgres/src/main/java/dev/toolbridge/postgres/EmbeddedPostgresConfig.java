package dev.toolbridge.postgres;

import dev.toolbridge.service.config.Secret;
import java.nio.file.Path;

/// A PostgreSQL server of our own.
///
/// @param folder where it keeps its data; made when missing
/// @param log the file it writes to
/// @param port where it listens on the loopback interface; 0 for any free port, or the one it already runs at
/// @param adminPassword of the superuser `postgres`
/// @param ownerPassword of the role that owns the database
/// @param durability whether a commit survives the loss of power
public record EmbeddedPostgresConfig(
        Path folder, Path log, int port, Secret adminPassword, Secret ownerPassword, Durability durability) {

    /// What a commit is worth.
    public enum Durability {
        /// A commit is on the disk before it is answered, as in production.
        FULL,
        /// For databases that live as long as a test run.
        NONE
    }

    /// The same at a port of choice.
    public EmbeddedPostgresConfig at(int chosenPort) {
        return new EmbeddedPostgresConfig(folder, log, chosenPort, adminPassword, ownerPassword, durability);
    }

    boolean isDurable() {
        return durability == Durability.FULL;
    }
}
