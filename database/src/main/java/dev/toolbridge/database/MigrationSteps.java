package dev.toolbridge.database;

import dev.toolbridge.service.config.SettingError;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// The work of a migration in steps, for databases whose tables are filled and in use.
///
/// @param version the number of the migration that counts as done after them
public record MigrationSteps(int version, List<MigrationStep> steps) {

    /// The time that a step waits for its tables, and others wait behind it.
    public static final Duration LOCK_WAIT = Duration.ofMillis(50);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /// Chosen once, so that of two migrations one waits.
    private static final long TURN = 0x746f6f6c_62726964L;

    private static final String IS_UNFINISHED = """
            SELECT FROM pg_index WHERE indexrelid = to_regclass(?) AND NOT indisvalid
            """;

    public MigrationSteps {
        steps = List.copyOf(steps);
    }

    /// Does all steps on a connection of its own.
    ///
    /// @throws SettingError if another transaction holds a table for longer than a quarter of an hour
    void run(Connection connection) throws SQLException {
        awaitTurn(connection);
        for (MigrationStep step : steps) {
            switch (step) {
                case MigrationStep.Brief brief ->
                    givingWay(() -> {
                        run(connection, brief);
                        return true;
                    });
                case MigrationStep.Unhurried unhurried -> execute(connection, unhurried.sql());
                case MigrationStep.Index index -> build(connection, index);
            }
        }
    }

    /// An attempt that may find its tables in use.
    @FunctionalInterface
    interface Attempt {
        /// Says whether it is done, rather than whether it is to be tried again.
        boolean tried() throws SQLException;
    }

    /// Repeats the attempt until no other transaction holds the lock.
    static void givingWay(Attempt attempt) throws SQLException {
        long start = System.nanoTime();
        while (!isDone(attempt)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new SettingError("the database cannot be migrated: for " + PATIENCE.toMinutes()
                        + " minutes, somebody held a table without a pause (a backup, a long transaction); run"
                        + " toolbridge-migrate again when that has ended");
            }
            pause();
        }
    }

    private static boolean isDone(Attempt attempt) throws SQLException {
        try {
            return attempt.tried();
        } catch (SQLException failed) {
            if (SqlStates.isLockConflict(failed)) {
                return false;
            }
            throw failed;
        }
    }

    private static void awaitTurn(Connection connection) throws SQLException {
        givingWay(() -> {
            try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
                statement.setLong(1, TURN);
                var row = statement.executeQuery();
                return row.next() && row.getBoolean(1);
            }
        });
    }

    /// Waits for the weaker lock: it blocks no reads or writes, and makes an automatic vacuum end.
    private static void run(Connection connection, MigrationStep.Brief brief) throws SQLException {
        String tables = String.join(", ", brief.tables());
        connection.setAutoCommit(false);
        try {
            execute(connection, "LOCK TABLE " + tables + " IN SHARE UPDATE EXCLUSIVE MODE");
            execute(connection, "SET LOCAL lock_timeout = " + LOCK_WAIT.toMillis());
            execute(connection, "LOCK TABLE " + tables + " IN ACCESS EXCLUSIVE MODE");
            execute(connection, brief.sql());
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void build(Connection connection, MigrationStep.Index index) throws SQLException {
        boolean isUnfinished;
        try (var query = connection.prepareStatement(IS_UNFINISHED)) {
            query.setString(1, index.name());
            isUnfinished = query.executeQuery().next();
        }
        if (isUnfinished) {
            execute(connection, "DROP INDEX CONCURRENTLY " + index.name());
        }
        execute(connection, index.sql());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SettingError("the migration was stopped: run toolbridge-migrate again, it goes on");
        }
    }
}
