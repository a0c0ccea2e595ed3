package dev.toolbridge.launcher;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.run.ExternalDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/// A migration that creates one table and the server's role, and refuses when the test says so.
public final class SmallMigration {
    public static final String REFUSAL_KEY = "SMALL_MIGRATION_REFUSES";
    private static final int EXIT_CONFIGURATION = 78;

    private SmallMigration() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        if (System.getenv(REFUSAL_KEY) != null) {
            System.out.println("{\"message\":\"a line for machines\"}");
            System.err.println("toolbridge-migrate: the schema is from the future");
            System.exit(EXIT_CONFIGURATION);
        }
        try (var connection = ExternalDatabase.connect(url("DATABASE_OWNER_URL_FILE"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS started (at timestamptz)");
            statement.execute("INSERT INTO started VALUES (now())");
            createRole(statement, url("DATABASE_URL_FILE"));
        }
    }

    private static void createRole(Statement statement, DatabaseUrl server) throws SQLException {
        String role = statement.enquoteIdentifier(server.user(), true);
        String password = statement.enquoteLiteral(server.password().orElseThrow());
        statement.execute("DO $do$ BEGIN CREATE ROLE " + role + " LOGIN PASSWORD " + password
                + "; EXCEPTION WHEN duplicate_object THEN NULL; END $do$");
    }

    private static DatabaseUrl url(String key) throws IOException {
        return DatabaseUrl.parse(Files.readString(Path.of(System.getenv(key))));
    }
}
