package dev.toolbridge.database.readiness;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.database.RowSecurity;
import dev.toolbridge.database.SchemaVersion;
import dev.toolbridge.service.config.Environment;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Checks that the database is ready: reachable, at the schema of this program, with row-level security in
/// force. The server serves nothing before the first success; from then on [DatabaseWatch] watches it.
public final class DatabaseReadiness implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Database database;
    private final int schema;
    private final Environment environment;
    private final DatabaseWait wait = new DatabaseWait(Clock.systemUTC());
    private volatile boolean checked;
    private volatile Optional<DatabaseWatch> watch = Optional.empty();

    /// @param schema the schema version that the program was built for
    /// @param environment in production only the log has the database's own messages, as health routes are
    ///     public
    public DatabaseReadiness(Database database, int schema, Environment environment) {
        this.database = database;
        this.schema = schema;
        this.environment = environment;
    }

    /// Waits until the database can be checked.
    ///
    /// @throws SettingError if it can be reached but must not be used
    public void awaitChecked() throws InterruptedException {
        while (!checked) {
            try {
                SchemaVersion.require(database, schema);
                RowSecurity.require(database);
                watch = Optional.of(DatabaseWatch.start(database));
                checked = true;
            } catch (DatabaseUnavailable away) {
                wait.note(away.words());
                Thread.sleep(PAUSE);
            }
        }
    }

    /// The reason why the server serves nothing yet, for the edge. Costs nothing.
    public Optional<String> unchecked() {
        return checked ? Optional.empty() : Optional.of("the database was not checked yet");
    }

    /// The reason why the server is not ready, for the health routes, from checks of the last seconds.
    public Optional<String> unready() {
        return checked ? watch.flatMap(DatabaseWatch::reason) : unchecked().map(reason -> reason + shown(wait.last()));
    }

    /// Records a failure that a request met.
    public void ranInto(DatabaseUnavailable unavailable) {
        watch.ifPresent(running -> running.ranInto(unavailable));
    }

    @Override
    public void close() {
        watch.ifPresent(DatabaseWatch::close);
    }

    private String shown(Optional<FailureWords> words) {
        return environment.isProduction()
                ? ""
                : words.map(told -> ": " + told.text()).orElse("");
    }
}
