package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A shared space that was deleted is kept for 30 days; then nothing of it is left but its number.
class DestroyedSpacesTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance MAINTENANCE = new Maintenance(WORKSPACE);

    /// Everything that belongs to a space.
    private static final List<String> TABLES = List.of(
            "item",
            "change",
            "item_tag",
            "item_text",
            "proposal",
            "space_member",
            "space_invitation",
            "api_key",
            "data_key",
            "environment_value",
            "webhook");

    private static final String FILL = """
            INSERT INTO space (tenant_id, id, slug, number, repository_path, about, deleted_at)
            VALUES ('tenant', 'SPACE', 'SPACE', (SELECT count(*) + 1 FROM space), 'a/b', '{"name":"Team"}',
              now() - interval 'AGE');
            INSERT INTO space_member (tenant_id, space_id, user_id, number, role, subject)
            VALUES ('tenant', 'SPACE', 'SPACE', 1, 'owner', 'somebody');
            INSERT INTO space_invitation (tenant_id, space_id, id, hash, role, invited_by, expires_at)
            VALUES ('tenant', 'SPACE', 'SPACE', 'hash', 'viewer', 'somebody', now());
            INSERT INTO api_key (tenant_id, id, user_id, issuer, subject, of_owner, name, hint, hash, scopes,
              expires_at, space_id)
            VALUES ('tenant', 'SPACE', 'SPACE', 'issuer', 'somebody', false, 'a key', 'hint', 'SPACE', '{}', now(),
              'SPACE');
            INSERT INTO data_key (tenant_id, space_id, master_key, sealed) VALUES ('tenant', 'SPACE', 'master', 's');
            INSERT INTO environment_value (tenant_id, space_id, uid, version, environment, is_secret, sealed, set_by)
            VALUES ('tenant', 'SPACE', 'SPACE', 1, 'production', true, 'sealed', 'somebody');
            INSERT INTO webhook (tenant_id, space_id, id, callback_url, events, is_active, secret, cursor_seq)
            VALUES ('tenant', 'SPACE', 'SPACE', 'https://hooks.example.com', '{*}', true, '', 0);
            """;

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void leaveNothingBehindAfterThirtyDays() {
        deleted("30 days 1 minute");

        sweep();

        assertThat(TABLES).allSatisfy(table -> assertThat(rows(table)).as(table).isZero());
        assertThat(inSpace("about || coalesce(repository_path, '')")).isEqualTo("{}");
        assertThat(MAINTENANCE.number("SELECT count(*) FROM item WHERE space_id <> '" + space.id() + "'"))
                .as("other spaces")
                .isPositive();
        MAINTENANCE.execute("INSERT INTO space (tenant_id, id, slug, number, about)"
                + " SELECT tenant_id, gen_random_uuid(), slug, 99, '{}' FROM space WHERE id = '" + space.id() + "'");
    }

    @Test
    void areWholeUntilThen() {
        deleted("29 days 23 hours");

        sweep();

        assertThat(List.of(
                        "item",
                        "change",
                        "item_tag",
                        "space_member",
                        "api_key",
                        "data_key",
                        "environment_value",
                        "webhook"))
                .allSatisfy(table -> assertThat(rows(table)).as(table).isPositive());
        assertThat(inSpace("about")).contains("Team");
        assertThat(inSpace("destroyed_at")).isEmpty();
    }

    private void deleted(String age) {
        items.createNote(new Space("tenant", UUID.randomUUID()), "{\"title\":\"of another\"}");
        items.createNote(space, "{\"title\":\"of the team\",\"tags\":[\"one\"]}");
        MAINTENANCE.execute(FILL.replace("SPACE", space.id().toString()).replace("AGE", age));
    }

    /// Sweeps, and cleans what is marked by it, as the server does beside.
    private static void sweep() {
        try (var sweeper = new Sweeper(WORKSPACE.database(), Duration.ofDays(90))) {
            sweeper.sweep();
        }
        try (var finisher = new Finisher(WORKSPACE.database(), InstantSource.system(), _ -> {})) {
            finisher.finish();
        }
    }

    private long rows(String table) {
        return MAINTENANCE.number("SELECT count(*) FROM " + table + " WHERE space_id = '" + space.id() + "'");
    }

    private String inSpace(String column) {
        return MAINTENANCE.text("SELECT " + column + " FROM space WHERE id = '" + space.id() + "'");
    }
}
