package dev.toolbridge.tests.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The same in SQL, with the server's own role: an intruder in the server's place sees one tenant.
class RowsTest {
    private static final String TENANT_TABLES = """
            SELECT c.table_name FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.column_name = 'tenant_id' AND t.table_type = 'BASE TABLE' AND c.table_schema = 'public'
            ORDER BY c.table_name""";

    private static final String POLICED = """
            SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity""";

    /// PostgreSQL's error code for a role without the right.
    private static final String NO_RIGHT = "42501";

    private final String here = "org_" + UUID.randomUUID();
    private final String there = "org_" + UUID.randomUUID();

    @Test
    void everyTableOfTenantsIsPoliced() throws SQLException {
        try (var connection = connect()) {
            assertThat(texts(connection, TENANT_TABLES)).hasSizeGreaterThan(6);
            assertThat(texts(connection, POLICED)).containsAll(texts(connection, TENANT_TABLES));
        }
    }

    @Test
    void nobodyReadsOrChangesRowsOfAnotherTenant() throws SQLException {
        String user = fill(here);
        fill(there);
        try (var connection = connect()) {
            set(connection, here, user);
            assertThat(count(connection, "item")).isEqualTo(1);
            assertThat(count(connection, "change")).isEqualTo(1);
            assertThat(count(connection, "api_key")).isEqualTo(1);
            for (String table : texts(connection, TENANT_TABLES)) {
                for (String tenant : List.of("", "%", there, here + "x", "' OR true --")) {
                    set(connection, tenant, user);
                    assertNothingOf(here, connection, table);
                }
            }
        }
    }

    @Test
    void withoutATenantThereIsNothing() throws SQLException {
        fill(here);
        try (var connection = connect()) {
            for (String table : texts(connection, TENANT_TABLES)) {
                assertThat(affected(connection, "SELECT 1 FROM " + table + " WHERE true"))
                        .as(table)
                        .isZero();
            }
        }
    }

    /// Reads, changes, deletes and moves rows of that tenant; each is refused or has no effect.
    private static void assertNothingOf(String tenant, Connection connection, String table) throws SQLException {
        for (String statement : List.of(
                "SELECT 1 FROM %s WHERE tenant_id = '%s'",
                "SELECT 1 FROM %s WHERE tenant_id LIKE '%s%%'",
                "UPDATE %s SET tenant_id = tenant_id WHERE tenant_id = '%s'",
                "DELETE FROM %s WHERE tenant_id = '%s'")) {
            String text = String.format(Locale.ROOT, statement, table, tenant);
            assertThat(affected(connection, text)).as(text).isZero();
        }
        assertThat(affected(connection, "UPDATE %s SET tenant_id = '%s'".formatted(table, tenant)))
                .isZero();
    }

    /// The number of rows that a statement gave or touched; 0 when it is refused. The transaction rolls back.
    private static long affected(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            boolean hasRows = statement.execute(sql);
            return hasRows ? rows(statement.getResultSet()) : statement.getUpdateCount();
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).as(sql + refused).isEqualTo(NO_RIGHT);
            return 0;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static long rows(ResultSet rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    /// Makes a note and a key of a new user in a tenant, and returns the user's id.
    private static String fill(String tenant) {
        var api = RunningApi.instance();
        String token = "Bearer " + api.tokens().of("user-" + UUID.randomUUID(), tenant);
        for (var mine : Map.of("/v1/notes", "title", "/v1/keys", "name").entrySet()) {
            var made = api.server()
                    .send(Call.of("POST", mine.getKey())
                            .with("Authorization", token)
                            .json("{\"" + mine.getValue() + "\":\"mine\"}"));
            assertThat(made.status()).as(made::toString).isEqualTo(201);
        }
        return api.server()
                .send(Call.of("POST", "/v1/sync/sessions").with("Authorization", token))
                .at("/userId")
                .asText();
    }

    private static void set(Connection connection, String tenant, String space) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT set_config('app.tenant', ?, false), set_config('app.space', ?, false)")) {
            statement.setString(1, tenant);
            statement.setString(2, space);
            statement.execute();
        }
    }

    private static int count(Connection connection, String table) throws SQLException {
        return texts(connection, "SELECT 'row' FROM " + table).size();
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /// Connects with the server's role.
    private static Connection connect() throws SQLException {
        var url = URI.create(RunningApi.instance().environment().get("DATABASE_URL"));
        String[] login = url.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), login[0], login[1]);
    }
}
