package dev.toolbridge.database;

import dev.toolbridge.service.config.SettingError;

/// The version of the schema in the database.
public final class SchemaVersion {
    private static final String NEWEST = """
            SELECT COALESCE(max(version::int), 0) FROM flyway_schema_history WHERE success AND version IS NOT NULL
            """;

    private SchemaVersion() {}

    /// Refuses a schema that is older or newer than the program.
    ///
    /// @throws SettingError naming the older one
    public static void require(Database database, int expected) {
        int actual = database.inTransaction(connection -> {
            Deadlines.begin(connection);
            try (var statement = connection.createStatement()) {
                if (!statement
                        .executeQuery("SELECT FROM pg_class WHERE oid = to_regclass('flyway_schema_history')")
                        .next()) {
                    return 0;
                }
                var row = statement.executeQuery(NEWEST);
                row.next();
                return row.getInt(1);
            }
        });
        if (actual < expected) {
            throw new SettingError("the database has schema version " + actual + " and this program needs " + expected
                    + ": run toolbridge-migrate first");
        }
        if (actual > expected) {
            throw new SettingError("the database has schema version " + actual + " and this program knows only "
                    + expected + ": use the newer program");
        }
    }
}
