package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The database itself lets only members into a shared space: any SQL statement of the server's role, for a stranger, a
/// viewer or a member who was just removed, reads or writes no more than it may. No check of the server stands before
/// these.
class SpaceIsolationTest {
    private static final String TENANT = "org_a";
    private static final UUID PROJECT = UUID.randomUUID();
    private static final UUID DEVELOPER = UUID.randomUUID();
    private static final UUID OTHER_DEVELOPER = UUID.randomUUID();
    private static final UUID VIEWER = UUID.randomUUID();
    private static final UUID STRANGER = UUID.randomUUID();

    private static final String VALUES = """
            INSERT INTO data_key (tenant_id, space_id, master_key, sealed) VALUES ('TENANT', 'SPACE', 'm', 's');
            INSERT INTO environment_value (tenant_id, space_id, uid, version, environment, is_secret, sealed, set_by)
            VALUES ('TENANT', 'SPACE', 'SPACE', 1, 'production', true, 's', 'somebody')
            """;

    private static Workspace workspace;

    @BeforeAll
    static void fill() throws SQLException {
        workspace = new Workspace();
        var items = new TestItems(workspace.database());
        items.createNote(new Space(TENANT, PROJECT), "{\"title\":\"of the team\",\"tags\":[\"one\"]}");
        items.createNote(new Space(TENANT, STRANGER), "{\"title\":\"of one\"}");
        new Maintenance(workspace).execute(VALUES.replace("TENANT", TENANT).replace("SPACE", PROJECT.toString()));
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            run(connection, "SELECT set_config('app.tenant', '" + TENANT + "', false)");
            run(
                    connection,
                    "INSERT INTO space (tenant_id, id, slug, number, about) VALUES ('%s', '%s', 'team', 1, '{}')"
                            .formatted(TENANT, PROJECT));
            join(connection, DEVELOPER, "developer");
            join(connection, OTHER_DEVELOPER, "developer");
            join(connection, VIEWER, "viewer");
        }
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"space_head", "item", "change", "item_tag", "space_use", "data_key", "environment_value"})
    void showsRowsToMembersOnly(String table) throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            for (List<UUID> members : List.of(List.of(VIEWER), List.of(DEVELOPER), List.of(DEVELOPER, VIEWER))) {
                assertThat(count(connection, table, members)).as("%s", members).isPositive();
            }
            for (List<UUID> others : List.of(
                    List.of(STRANGER),
                    List.of(DEVELOPER, STRANGER),
                    List.of(PROJECT, STRANGER),
                    List.of(DEVELOPER, DEVELOPER),
                    List.<UUID>of())) {
                assertThat(count(connection, table, others)).as("%s", others).isZero();
            }
        }
    }

    @Test
    void searchesForMembersOnly() throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            set(connection, List.of(VIEWER));
            run(connection, "SELECT * FROM text_items(to_tsquery('simple', 'team'), ARRAY['note'], 0, 10)");
            set(connection, List.of(STRANGER));
            assertThatThrownBy(() ->
                            run(connection, "SELECT * FROM text_items(to_tsquery('simple', 'a'), ARRAY['note'], 0, 9)"))
                    .hasMessageContaining("outside of every space");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE item SET version = version + 1",
                "UPDATE space_head SET seq = seq + 1",
                "INSERT INTO change SELECT tenant_id, space_id, 99, type, uid, 99, operation, now(), actor, request,"
                        + " metadata, payload FROM change",
                "INSERT INTO idempotency_key VALUES (current_setting('app.tenant'),"
                        + " current_setting('app.space')::uuid, gen_random_uuid(), 'k', 'r', '')",
                "UPDATE data_key SET master_key = 'another'",
                "UPDATE environment_value SET is_secret = false",
                "INSERT INTO environment_value SELECT tenant_id, space_id, uid, 2, environment, is_secret, sealed,"
                        + " now(), set_by FROM environment_value"
            })
    void letsWritersWriteOnly(String statement) throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            for (List<UUID> refused : List.of(List.of(VIEWER), List.of(DEVELOPER, VIEWER))) {
                assertThatThrownBy(() -> changed(connection, statement, refused))
                        .as("%s", refused)
                        .hasMessageContaining("row-level security");
            }
            assertThat(changed(connection, statement, List.of(DEVELOPER))).isPositive();
            assertThat(changed(connection, statement, List.of(DEVELOPER, OTHER_DEVELOPER)))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM item",
                "DELETE FROM change",
                "DELETE FROM item_tag",
                "DELETE FROM data_key",
                "DELETE FROM environment_value"
            })
    void deletesNothingForReaders(String statement) throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            assertThat(changed(connection, statement, List.of(VIEWER))).isZero();
            assertThat(changed(connection, statement, List.of(STRANGER))).isZero();
            assertThat(changed(connection, statement, List.of(DEVELOPER))).isPositive();
        }
    }

    @Test
    void forgetsRemovedMembersAtOnce() throws SQLException {
        UUID removed = UUID.randomUUID();
        try (Connection reader = TestPostgres.connect(workspace.login());
                Connection remover = TestPostgres.connect(workspace.login())) {
            run(remover, "SELECT set_config('app.tenant', '" + TENANT + "', false)");
            join(remover, removed, "developer");
            reader.setAutoCommit(false);
            assertThat(count(reader, "item", List.of(removed))).isPositive();

            run(remover, "DELETE FROM space_member WHERE user_id = '" + removed + "'");

            assertThat(count(reader, "item", List.of(removed))).isZero();
            assertThat(changed(reader, "UPDATE item SET version = version + 1", List.of(removed)))
                    .isZero();
            reader.rollback();
        }
    }

    /// A server of the release before names no users: it works in personal spaces, and in no other.
    @Test
    void letsOlderServersIntoPersonalSpacesOnly() throws SQLException {
        try (Connection connection = TestPostgres.connect(workspace.login())) {
            run(connection, "SELECT set_config('app.tenant', '" + TENANT + "', false)");
            run(connection, "SELECT set_config('app.space', '" + STRANGER + "', false)");
            assertThat(count(connection, "item")).isEqualTo(1);
            run(connection, "SELECT set_config('app.space', '" + PROJECT + "', false)");
            assertThat(count(connection, "item")).isZero();
        }
    }

    private static void join(Connection connection, UUID user, String role) throws SQLException {
        run(
                connection,
                "INSERT INTO space_member (tenant_id, space_id, user_id, number, role, subject)"
                        + " VALUES ('%s', '%s', '%s', 1, '%s', 'somebody')".formatted(TENANT, PROJECT, user, role));
    }

    /// The rows that a statement changes, which is undone.
    private static int changed(Connection connection, String statement, List<UUID> users) throws SQLException {
        connection.setAutoCommit(false);
        try (var change = connection.createStatement()) {
            set(connection, users);
            return change.executeUpdate(statement);
        } finally {
            connection.rollback();
        }
    }

    private static int count(Connection connection, String table, List<UUID> users) throws SQLException {
        set(connection, users);
        return count(connection, table);
    }

    private static int count(Connection connection, String table) throws SQLException {
        try (var query = connection.createStatement()) {
            var row = query.executeQuery("SELECT count(*) FROM " + table);
            row.next();
            return row.getInt(1);
        }
    }

    private static void set(Connection connection, List<UUID> users) throws SQLException {
        run(
                connection,
                Stream.of("tenant=" + TENANT, "space=" + PROJECT, "users=" + joined(users))
                        .map(setting -> setting.split("=", 2))
                        .map(setting -> "set_config('app." + setting[0] + "', '" + setting[1] + "', false)")
                        .collect(Collectors.joining(", ", "SELECT ", "")));
    }

    private static String joined(List<UUID> users) {
        return users.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var one = connection.createStatement()) {
            one.execute(statement);
        }
    }
}
