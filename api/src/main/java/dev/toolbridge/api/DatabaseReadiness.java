package dev.toolbridge.api;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.database.Database;
import dev.toolbridge.service.database.DatabaseUnavailable;
import dev.toolbridge.service.database.RowSecurity;
import dev.toolbridge.service.database.SchemaVersion;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the database can be worked with: reachable, at the schema that this program was built for, and its rows
/// guarded. Until that was seen once nothing is served; from then on [DatabaseWatch] watches over it.
final class DatabaseReadiness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseReadiness.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Database database;
    private volatile boolean checked;
    private volatile Optional<DatabaseWatch> watch = Optional.empty();

    DatabaseReadiness(Database database) {
        this.database = database;
    }

    /// Waits until the database can be checked.
    ///
    /// @throws SettingError if it can be reached but must not be used
    void awaitChecked() throws InterruptedException {
        while (!checked) {
            try {
                SchemaVersion.require(database, Migrate.SCHEMA_VERSION);
                RowSecurity.require(database);
                watch = Optional.of(DatabaseWatch.start(database));
                checked = true;
            } catch (DatabaseUnavailable away) {
                LOG.atWarn().addKeyValue("reason", away.getMessage()).log("waiting for the database");
                Thread.sleep(PAUSE);
            }
        }
    }

    /// Why nothing is served yet, for the edge: costs nothing.
    Optional<String> unchecked() {
        return checked ? Optional.empty() : Optional.of("the database was not checked yet");
    }

    /// Why the server is not ready, for the health routes: what was seen within the last seconds.
    Optional<String> unready() {
        return unchecked().or(() -> watch.flatMap(DatabaseWatch::reason));
    }

    /// Takes note of what a request ran into.
    void ranInto(DatabaseUnavailable unavailable) {
        watch.ifPresent(running -> running.ranInto(unavailable));
    }

    @Override
    public void close() {
        watch.ifPresent(DatabaseWatch::close);
    }
}
