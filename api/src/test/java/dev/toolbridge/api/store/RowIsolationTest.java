package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server's role, with any SQL statement, reaches no row outside the selected space.
class RowIsolationTest {
    private static final Space HERE = new Space("org_a", UUID.randomUUID());
    private static final Space OTHER_TENANT = new Space("org_b", HERE.id());
    private static final Space OTHER_USER = new Space("org_a", UUID.randomUUID());

    private static Workspace workspace;

    @BeforeAll
    static void fill() {
        workspace = new Workspace();
        var items = new TestItems(workspace.database());
        for (Space space : new Space[] {HERE, OTHER_TENANT, OTHER_USER}) {
            items.createNote(space, "{\"title\":\"secret of " + space + "\"}");
        }
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"space_head", "item", "change"})
    void showsOnlyTheSpaceThatIsSet(String table) throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            assertThat(count(connection, table)).as("nothing set").isZero();
            set(connection, HERE);
            assertThat(count(connection, table)).as("here").isEqualTo(1);
            set(connection, new Space("", HERE.id()));
            assertThat(count(connection, table)).as("an empty tenant").isZero();
            set(connection, new Space("org_c", HERE.id()));
            assertThat(count(connection, table)).as("a tenant without rows").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE item SET tenant_id = 'org_b'",
                "INSERT INTO space_head (tenant_id, space_id) VALUES ('org_b', gen_random_uuid())",
                "INSERT INTO item SELECT 'org_b', space_id, type, gen_random_uuid(), 99, version, 1, NULL, NULL,"
                        + " payload FROM item"
            })
    void lowersNoRowIntoAnotherTenant(String statement) throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            set(connection, HERE);
            assertThatThrownBy(() -> connection.createStatement().execute(statement))
                    .hasMessageContaining("row-level security");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE change SET operation = 'forged'",
                "DROP TABLE item",
                "ALTER TABLE item DISABLE ROW LEVEL SECURITY",
                "SET ROLE toolbridge_maintenance",
                "TRUNCATE change",
                "INSERT INTO audit SELECT 'org_a', 1, now(), 'a', 'b', 'c', '{}', 'd', 'e'",
                "INSERT INTO audit_head (tenant_id, seq) VALUES ('org_a', 7)",
                "UPDATE audit_head SET seq = 0",
                "SELECT append_audit('org_b', '{}', 'a', 'b', '{}', 'c')",
                "SELECT append_audit(NULL, '{}', 'a', 'b', '{}', 'c')",
                "SELECT sweep_space('0', 'org_b', gen_random_uuid(), false)",
                "SELECT sweep_space('-1 day', 'org_b', gen_random_uuid(), false)",
                "SELECT sweep_space('1 month -31 days', 'org_b', gen_random_uuid(), false)",
                "SELECT sweep_space('-infinity', 'org_b', gen_random_uuid(), false)",
                "SELECT sweep_space(NULL, 'org_b', gen_random_uuid(), false)",
                "SELECT * FROM aged_space('23:59', '', gen_random_uuid())"
            })
    void hasNoRightsBeyondItsWork(String statement) throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            set(connection, HERE);
            assertThatThrownBy(() -> connection.createStatement().execute(statement))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void sweepsNothingByTheFunctionOfTheReleaseBefore() throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            connection.createStatement().execute("SELECT sweep_history('0')");
            set(connection, OTHER_TENANT);
            assertThat(count(connection, "change")).isEqualTo(1);
        }
    }

    @Test
    void clearsNothingThatWasNotWiped() throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            set(connection, HERE);
            connection
                    .createStatement()
                    .execute("SELECT clean_wiped_space(), clear_wiped(array_agg(type),"
                            + " array_agg(uid), array_agg(version)) FROM item");
            assertThat(count(connection, "item")).isEqualTo(1);
            assertThat(count(connection, "change")).isEqualTo(1);
        }
    }

    private static void set(Connection connection, Space space) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT set_config('app.tenant', ?, false), set_config('app.space', ?, false)")) {
            statement.setString(1, space.tenant());
            statement.setString(2, space.id().toString());
            statement.execute();
        }
    }

    private static int count(Connection connection, String table) throws SQLException {
        var row = connection.createStatement().executeQuery("SELECT count(*) FROM " + table);
        row.next();
        return row.getInt(1);
    }
}
