package dev.toolbridge.launcher;

import dev.toolbridge.service.database.DatabaseUrl;
import dev.toolbridge.service.database.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A migration that makes one table, and refuses where the test says so.
final class SmallMigration {
    static final String REFUSAL_KEY = "SMALL_MIGRATION_REFUSES";

    private SmallMigration() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        if (System.getenv(REFUSAL_KEY) != null) {
            System.out.println("{\"message\":\"a line for machines\"}");
            System.err.println("toolbridge-migrate: the schema is from the future");
            System.exit(78);
        }
        DatabaseUrl owner = url("DATABASE_OWNER_URL_FILE");
        try (var connection = DriverManager.getConnection(
                        owner.jdbc(), owner.user(), owner.password().orElseThrow());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS started (at timestamptz)");
            statement.execute("CREATE TABLE IF NOT EXISTS flyway_schema_history (version text)");
            statement.execute("DO $$ BEGIN CREATE ROLE small_group; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            statement.execute("INSERT INTO started VALUES (now())");
        }
        Migrations.grantLogin(owner, url("DATABASE_URL_FILE"), "small_group");
    }

    private static DatabaseUrl url(String key) throws IOException {
        return DatabaseUrl.parse(Files.readString(Path.of(System.getenv(key))));
    }
}
