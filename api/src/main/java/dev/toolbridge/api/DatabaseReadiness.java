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
/// guarded. Until that was seen once nothing is served.
final class DatabaseReadiness {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseReadiness.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Database database;
    private volatile boolean checked;

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

    /// Why the server is not ready, for the health routes: asks the database.
    Optional<String> unready() {
        return unchecked().or(this::unreachable);
    }

    private Optional<String> unreachable() {
        try {
            return database.with(connection -> connection.isValid(1))
                    ? Optional.empty()
                    : Optional.of("the database does not answer");
        } catch (DatabaseUnavailable away) {
            return Optional.of("the database is unavailable");
        }
    }
}
