package dev.toolbridge.deploy;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.EmbeddedPostgresConfig;
import dev.toolbridge.service.config.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/// A PostgreSQL server that lives as long as a training or a measurement.
public final class TrialDatabase implements AutoCloseable {
    private final Secret password = new Secret(UUID.randomUUID().toString());
    private final EmbeddedPostgres server;

    public TrialDatabase(Path folder) {
        this.server = EmbeddedPostgres.start(new EmbeddedPostgresConfig(
                folder.resolve("postgresql"),
                folder.resolve("postgresql.log"),
                0,
                password,
                password,
                EmbeddedPostgresConfig.Durability.NONE));
    }

    /// The addresses that the programs read from their environment.
    public Map<String, String> environment() {
        DatabaseUrl owner = server.ownerUrl();
        return Map.of(
                "DATABASE_OWNER_URL", owner.reveal(),
                "DATABASE_URL", owner.as("training_server", owner.password()).reveal());
    }

    @Override
    public void close() {
        server.close();
    }
}
