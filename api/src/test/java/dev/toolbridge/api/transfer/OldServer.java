package dev.toolbridge.api.transfer;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.moving.old.OldDatabase;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;

/// A database of the old server's shape, for writers and readers of tests.
final class OldServer {
    private static final String SCHEMA = """
            CREATE TABLE app_user (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), sub text UNIQUE NOT NULL,
              created_at timestamptz NOT NULL DEFAULT now());
            CREATE TABLE owner_state (owner_id text PRIMARY KEY, epoch int NOT NULL DEFAULT 1, last_wipe_at timestamptz,
              last_wipe_by text);
            """;

    private static final String TABLE = """
            CREATE TABLE %s (uid uuid NOT NULL, owner_id uuid NOT NULL REFERENCES app_user (id),
              updated_at_ms bigint NOT NULL, deleted_at_ms bigint, version int NOT NULL DEFAULT 1, payload_json jsonb,
              created_at timestamptz NOT NULL DEFAULT now(), %s PRIMARY KEY (owner_id, uid));
            """;

    private final DatabaseUrl url = TestPostgres.newDatabase();

    OldServer() {
        var schema = new StringBuilder(SCHEMA);
        for (String plain : new String[] {"note", "task", "chat", "task_list", "task_list_category"}) {
            schema.append(String.format(Locale.ROOT, TABLE, plain, ""));
        }
        schema.append(String.format(Locale.ROOT, TABLE, "comment", "parent_type text, parent_uid uuid,"));
        schema.append(String.format(Locale.ROOT, TABLE, "chat_message", "chat_uid uuid,"));
        execute(schema.toString());
    }

    void execute(String sql) {
        TestPostgres.execute(url, sql);
    }

    DatabaseUrl url() {
        return url;
    }

    /// Adds a user with an epoch.
    UUID user(String subject, int epoch) {
        UUID id = UUID.randomUUID();
        execute("INSERT INTO app_user (id, sub) VALUES ('" + id + "', '" + subject + "');"
                + "INSERT INTO owner_state VALUES ('" + id + "', " + epoch + ", now(), '" + subject + "')");
        return id;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbc(), signIn());
    }

    OldDatabase open() throws SQLException {
        return OldDatabase.open(url.jdbc(), signIn());
    }

    private Properties signIn() {
        var properties = new Properties();
        properties.put("user", url.user());
        url.password().ifPresent(password -> properties.put("password", password));
        return properties;
    }
}
