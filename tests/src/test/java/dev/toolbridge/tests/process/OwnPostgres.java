package dev.toolbridge.tests.process;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.database.DatabaseUrl;
import dev.toolbridge.service.database.EmbeddedPostgres;
import dev.toolbridge.service.database.EmbeddedPostgresConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// A PostgreSQL server that keeps its promises, to be killed and started again.
public final class OwnPostgres implements AutoCloseable {
    private final EmbeddedPostgresConfig config;
    private EmbeddedPostgres running;

    /// @param folder where it keeps its data
    public OwnPostgres(Path folder) {
        var password = new Secret(UUID.randomUUID().toString());
        this.config = new EmbeddedPostgresConfig(
                folder.resolve("data"),
                folder.resolve("postgresql.log"),
                Ports.free(),
                password,
                password,
                EmbeddedPostgresConfig.Durability.FULL);
        this.running = EmbeddedPostgres.start(config);
    }

    public ApiDatabase database() {
        DatabaseUrl owner = running.ownerUrl();
        String password = config.ownerPassword().reveal();
        return new ApiDatabase(owner, new DatabaseUrl(owner.jdbc(), "server_of_this_test", Optional.of(password)));
    }

    /// Ends the server without asking, and starts it again: it recovers from its log.
    public void killAndStart() {
        running.process().ifPresent(ProcessHandle::destroyForcibly);
        Await.until(
                java.time.Duration.ofSeconds(20), () -> running.process().isEmpty(), () -> "PostgreSQL does not end");
        running = EmbeddedPostgres.start(config);
    }

    @Override
    public void close() {
        running.close();
    }
}
