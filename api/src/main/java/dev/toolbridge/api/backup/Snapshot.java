package dev.toolbridge.api.backup;

import dev.toolbridge.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// One transaction of the maintenance role that sees one state of all tables, however long it takes.
final class Snapshot implements AutoCloseable {

    /// Makes the text of values independent of the server's settings.
    private static final String SESSION = """
            SET statement_timeout = 0; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = 0;
            SET DateStyle = 'ISO'; SET TimeZone = 'UTC'; SET IntervalStyle = 'iso_8601'; SET bytea_output = 'hex';
            SET extra_float_digits = 1; SET application_name = 'toolbridge-backup'
            """;

    /// Checks policies and privileges: rows that a policy hides would be missing without an error.
    private static final String TABLES = """
            SELECT c.relname, a.attname,
                   has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                   AND (NOT c.relrowsecurity
                        OR EXISTS (SELECT FROM pg_policy p, unnest(p.polroles) role
                                   WHERE p.polrelid = c.oid AND p.polcmd = '*' AND pg_has_role(role, 'USAGE')
                                     AND pg_get_expr(p.polqual, c.oid) = 'true'))
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relname <> 'flyway_schema_history' AND NOT a.attisdropped AND a.attgenerated = ''
            ORDER BY c.relname, a.attnum
            """;

    /// A table and one that it refers to.
    private static final String REFERENCES = """
            SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
            WHERE contype = 'f' AND conrelid <> confrelid AND connamespace = current_schema()::regnamespace
            """;

    private static final String PRIMARY_KEY = """
            SELECT COALESCE(
              string_agg(quote_ident(a.attname), ', ' ORDER BY array_position(i.indkey::int2[], a.attnum)), '1')
            FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
            WHERE i.indisprimary AND i.indrelid = to_regclass(quote_ident(?))
            """;

    /// Leaves out rows that were wiped and are not deleted yet.
    private static final String NOT_WIPED = """
            WHERE seq > COALESCE((SELECT head.wiped_seq FROM space_head head
              WHERE head.tenant_id = row_of.tenant_id AND head.space_id = row_of.space_id), 0)
            """;

    private static final String OF_THIS_EPOCH = """
            WHERE NOT EXISTS (SELECT FROM space_head head
              WHERE head.tenant_id = row_of.tenant_id AND head.space_id = row_of.space_id
                AND row_of.epoch < head.epoch AND (row_of.epoch > 0 OR row_of.created_at <= head.last_wipe_at))
            """;

    private final Connection connection;

    private Snapshot(Connection connection) {
        this.connection = connection;
    }

    static Snapshot open(DatabaseUrl maintenance) throws SQLException {
        var properties = new Properties();
        properties.put("user", maintenance.user());
        properties.put("password", maintenance.password().orElse(""));
        properties.put("logServerErrorDetail", "false");
        var connection = DriverManager.getConnection(maintenance.jdbc(), properties);
        try (var statement = connection.createStatement()) {
            statement.execute(SESSION);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new Snapshot(connection);
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /// All tables with their columns, each after those that it refers to, except for what a restore derives.
    ///
    /// @throws BackupFailure if the role may not read and write all rows of a table: none is left out silently
    SequencedMap<String, List<String>> tables() throws SQLException {
        var columns = new LinkedHashMap<String, List<String>>();
        try (var statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(TABLES);
            while (rows.next()) {
                if (SchemaTables.isDerived(rows.getString(1), rows.getString(2))) {
                    continue;
                }
                if (!rows.getBoolean(3)) {
                    throw new BackupFailure("the role of DATABASE_MAINTENANCE_URL may not read and write all rows of "
                            + rows.getString(1));
                }
                columns.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return new ReferenceOrder(references()).sorted(columns);
    }

    /// The columns of the primary key: they give the rows an order that is the same after a restore.
    String primaryKey(String table) throws SQLException {
        try (var query = connection.prepareStatement(PRIMARY_KEY)) {
            query.setString(1, table);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getString(1);
        }
    }

    /// The condition for rows that count as present; in a schema without one all rows do.
    String present(String table) throws SQLException {
        if (text("SELECT to_regclass('wiped_space') IS NULL").equals("t")) {
            return "";
        }
        return switch (table) {
            case "item", "change" -> NOT_WIPED;
            case "idempotency_key" -> OF_THIS_EPOCH;
            default -> "";
        };
    }

    /// Tells if the role has a privilege on a table.
    boolean may(String privilege, String table) throws SQLException {
        return text("SELECT has_table_privilege('" + TableCopy.quoted(table) + "', '" + privilege + "')")
                .equals("t");
    }

    /// The version of the schema.
    int schemaVersion() throws SQLException {
        return Integer.parseInt(text("SELECT max(version::int) FROM flyway_schema_history WHERE success"));
    }

    String text(String query) throws SQLException {
        try (var statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(query);
            row.next();
            return row.getString(1);
        }
    }

    void execute(String statement) throws SQLException {
        try (var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private Map<String, List<String>> references() throws SQLException {
        var references = new LinkedHashMap<String, List<String>>();
        try (var statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(REFERENCES);
            while (rows.next()) {
                references
                        .computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return references;
    }
}
