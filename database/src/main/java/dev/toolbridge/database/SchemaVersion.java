package dev.toolbridge.database;

import dev.toolbridge.service.config.SettingError;

/// The version of the schema in the database.
public final class SchemaVersion {
    private static final String HISTORY = "SELECT FROM pg_class WHERE oid = to_regclass('flyway_schema_history')";

    private static final String NEWEST = """
            SELECT COALESCE(max(version::int), 0) FROM flyway_schema_history WHERE success AND version IS NOT NULL
            """;

    private SchemaVersion() {}

    /// Refuses a schema that is older or newer than the program.
    ///
    /// @throws SettingError naming the older one
    public static void require(Database database, int expected) {
        int actual = actual(database);
        if (actual < expected) {
            throw new SettingError("the database has schema version " + actual + " and this program needs " + expected
                    + ": run toolbridge-migrate first");
        }
        if (actual > expected) {
            throw new SettingError("the database has schema version " + actual + " and this program knows only "
                    + expected + ": use the newer program");
        }
    }

    private static int actual(Database database) {
        boolean hasSchema = !database.single(HISTORY, _ -> true).isEmpty();
        return hasSchema
                ? database.single(NEWEST, row -> row.column(1).getInt()).getFirst()
                : 0;
    }
}
