package dev.toolbridge.database;

import dev.toolbridge.service.config.SettingError;

/// The version of the schema in the database, and the oldest program that it serves.
///
/// A version is the number of the newest migration that a program knows or a database has. A migration names
/// the oldest program that it still serves; one that names none serves its own program only.
public final class SchemaVersion {
    private static final String TABLE = "SELECT FROM pg_class WHERE oid = to_regclass(?)";

    private static final String NEWEST = """
            SELECT COALESCE(max(version::int), 0) FROM flyway_schema_history WHERE success AND version IS NOT NULL
            """;

    private static final String OLDEST_SERVED = "SELECT oldest FROM schema_served WHERE version = ?";

    private SchemaVersion() {}

    /// Refuses a schema that is older than the program, and a newer one that does not serve it.
    ///
    /// @throws SettingError with both versions and the remedy
    public static void require(Database database, int program) {
        int actual = actual(database);
        if (actual < program) {
            throw new SettingError("the database has schema version " + actual + " and this program needs " + program
                    + ": run toolbridge-migrate first");
        }
        if (actual > program) {
            requireServed(database, actual, program);
        }
    }

    private static void requireServed(Database database, int actual, int program) {
        int oldest = oldestServed(database, actual);
        if (program < oldest) {
            throw new SettingError("the database has schema version " + actual + ", which serves programs from schema "
                    + oldest + " on, and this program has " + program + ": use the newer program, or restore a backup"
                    + " from before the migration into a database of its own");
        }
    }

    private static int actual(Database database) {
        return has(database, "flyway_schema_history")
                ? database.single(NEWEST, row -> row.column(1).getInt()).getFirst()
                : 0;
    }

    /// The version itself where no row says more.
    private static int oldestServed(Database database, int version) {
        return has(database, "schema_served")
                ? database.single(OLDEST_SERVED, row -> row.column(1).getInt(), version).stream()
                        .findFirst()
                        .orElse(version)
                : version;
    }

    private static boolean has(Database database, String table) {
        return !database.single(TABLE, _ -> true, table).isEmpty();
    }
}
