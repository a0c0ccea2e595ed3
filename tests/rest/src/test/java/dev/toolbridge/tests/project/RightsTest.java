package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rights in a project: those that the role leaves of the scopes. A stranger learns nothing.
class RightsTest {
    private static final List<String> ROLES = List.of("owner", "admin", "developer", "viewer", "stranger");

    private static Team team;
    private static String note;

    @BeforeAll
    static void gather() {
        team = Team.ofAllRoles();
        note = team.note("developer");
        for (String environment : List.of("staging", "production")) {
            team.send("owner", "PUT", team.project("/environment/" + environment + "/MADE"), VALUE);
        }
    }

    /// @param scope the scope that the request needs
    /// @param statuses the answers to owner, admin, developer, viewer and stranger
    record Row(String method, String path, String body, String scope, List<Integer> statuses) {}

    static Stream<Row> rows() {
        return Stream.of(ofProjects(), ofEnvironment(), ofWebhooks(), ofOldClients())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> ofProjects() {
        return Stream.of(
                row("GET S/notes", "", "notes:read", 200, 200, 200, 200, 404),
                row("GET S/notes/NOTE", "", "notes:read", 200, 200, 200, 200, 404),
                row("GET S/notes/NOTE/history", "", "notes:read", 200, 200, 200, 200, 404),
                row("POST S/notes", "{\"title\":\"new\"}", "notes:write", 201, 201, 201, 403, 404),
                row("PATCH S/notes/NOTE", "{\"title\":\"RANDOM\"}", "notes:write", 200, 200, 200, 403, 404),
                row("DELETE S/notes/MISSING", "", "notes:delete", 404, 404, 404, 403, 404),
                row("POST S/notes/NOTE/archive", "", "notes:write", 200, 200, 200, 403, 404),
                row("GET S/search?q=team", "", "notes:read", 200, 200, 200, 200, 404),
                row("GET S/changes", "", "notes:read", 200, 200, 200, 200, 404),
                row("GET S/runs", "", "notes:read", 200, 200, 200, 200, 404),
                row("GET S/notes/aggregate?select=count()", "", "notes:read", 200, 200, 200, 200, 404),
                row("POST S/batch", BATCH, "notes:write", 200, 200, 200, 403, 404),
                row("POST S/sync/sessions", "", "sync", 201, 201, 201, 201, 404),
                row("GET S/members", "", "members:read", 200, 200, 200, 200, 404),
                row("GET S/projects", "", "projects:read", 200, 200, 200, 200, 404),
                row("GET P", "", "projects:read", 200, 200, 200, 200, 404),
                row("GET P/members", "", "projects:read", 200, 200, 200, 200, 404),
                row("GET P/mcp", "", "projects:read", 200, 200, 200, 200, 404),
                row("GET P/context", "", "projects:read", 200, 200, 200, 200, 404),
                row("PUT P/mcp", "{\"preset\":\"founder\"}", "projects:admin", 200, 200, 403, 403, 404),
                row("GET S/mcp_configurations", "", "mcp_configurations:read", 200, 200, 200, 200, 404),
                row("PATCH P", "{\"stage\":\"beta\"}", "projects:write", 200, 200, 403, 403, 404),
                row("POST P/invitations", "{\"role\":\"viewer\"}", "projects:admin", 201, 201, 403, 403, 404),
                row("POST P/invitations", "{\"role\":\"owner\"}", "projects:admin", 201, 403, 403, 403, 404),
                row("PATCH P/members/VIEWER", "{\"role\":\"viewer\"}", "projects:admin", 200, 200, 403, 403, 404),
                row("PATCH P/members/OWNER", "{\"role\":\"owner\"}", "projects:admin", 200, 403, 403, 403, 404),
                row("DELETE P/members/OWNER", "", "projects:read", 409, 403, 403, 403, 404),
                row("DELETE P?confirm=wrong", "", "projects:admin", 400, 403, 403, 403, 404),
                row("POST P/restore", "", "projects:admin", 409, 403, 403, 403, 404),
                row("GET P/recall?q=team", "", "memories:read", 200, 200, 200, 200, 404),
                row("POST P/tokens", "{\"name\":\"k\",\"scopes\":[\"notes:read\"]}", "", 201, 201, 201, 403, 404));
    }

    private static Stream<Row> ofEnvironment() {
        return Stream.of(
                row("GET P/environment/production", "", "environment:read", 200, 200, 200, 200, 404),
                row("GET S/environment", "", "environment:read", 200, 200, 200, 200, 404),
                row("PUT P/environment/staging/MADE", VALUE, "environment:write", 200, 200, 200, 403, 404),
                row("PUT P/environment/production/MADE", VALUE, "environment:write", 200, 200, 403, 403, 404),
                row("POST P/environment/development/import", DRY, "environment:write", 200, 200, 200, 403, 404),
                row("POST P/environment/production/import", DRY, "environment:write", 200, 200, 403, 403, 404),
                row("GET P/environment/staging/NONE/history", "", "environment:read", 404, 404, 404, 404, 404),
                row("POST P/environment/staging/NONE/rollback", TURN, "environment:write", 404, 404, 404, 403, 404),
                row("DELETE P/environment/production/NONE", "", "environment:write", 404, 404, 403, 403, 404),
                row("POST P/environment/staging/reveal", KEYS, "environment:reveal", 200, 200, 200, 403, 404),
                row("POST P/environment/production/reveal", KEYS, REVEALING, 200, 200, 403, 403, 404));
    }

    private static Stream<Row> ofWebhooks() {
        return Stream.of(
                row("GET P/webhooks", "", "projects:admin", 200, 200, 403, 403, 404),
                row("POST P/webhooks", HOOK, "projects:admin", 201, 201, 403, 403, 404),
                row("GET P/webhooks/MISSING", "", "projects:admin", 404, 404, 403, 403, 404),
                row("PATCH P/webhooks/MISSING", "{}", "projects:admin", 404, 404, 403, 403, 404),
                row("DELETE P/webhooks/MISSING", "", "projects:admin", 404, 404, 403, 403, 404),
                row("POST P/webhooks/MISSING/rotate", "", "projects:admin", 404, 404, 403, 403, 404),
                row("POST P/webhooks/MISSING/test", "", "projects:admin", 404, 404, 403, 403, 404),
                row("POST P/webhooks/MISSING/replay", "{\"fromSeq\":1}", "projects:admin", 404, 404, 403, 403, 404),
                row("GET P/webhooks/MISSING/deliveries", "", "projects:admin", 404, 404, 403, 403, 404),
                row(
                        "POST P/webhooks/MISSING/deliveries/MISSING/redeliver",
                        "",
                        "projects:admin",
                        404,
                        404,
                        403,
                        403,
                        404));
    }

    private static Stream<Row> ofOldClients() {
        return Stream.of(
                row("GET F", "", "projects:read", 200, 200, 200, 200, 404),
                row("GET F/context", "", "projects:read", 200, 200, 200, 200, 404),
                row("GET F/env", "", "environment:read", 200, 200, 200, 200, 404),
                row("GET F/memories", "", "memories:read", 200, 200, 200, 200, 404),
                row("POST F/memories", OLD_MEMORY, "memories:write", 200, 200, 200, 403, 404),
                row("GET F/memories/999999", "", "memories:read", 404, 404, 404, 404, 404),
                row("PUT F/memories/999999", "{}", "memories:write", 404, 404, 404, 403, 404),
                row("PATCH F/memories/999999", "{}", "memories:write", 404, 404, 404, 403, 404),
                row("DELETE F/memories/999999", "", "memories:delete", 404, 404, 404, 403, 404),
                row("GET F/webhooks", "", "projects:admin", 200, 200, 403, 403, 404),
                row("POST F/webhooks", OLD_HOOK, "projects:admin", 201, 201, 403, 403, 404),
                row("GET F/webhooks/999999", "", "projects:admin", 404, 404, 403, 403, 404),
                row("PUT F/webhooks/999999", "{}", "projects:admin", 404, 404, 403, 403, 404),
                row("PATCH F/webhooks/999999", "{}", "projects:admin", 404, 404, 403, 403, 404),
                row("DELETE F/webhooks/999999", "", "projects:admin", 404, 404, 403, 403, 404),
                row("POST F/agents/register", "{\"name\":\"a\"}", "projects:read", 200, 200, 200, 200, 404),
                row("POST F/wedo_tasks", OLD_TASK, "tasks:write", 201, 201, 201, 403, 404),
                row("PATCH F/wedo_tasks/MISSING", "{\"status\":\"blocked\"}", "tasks:write", 404, 404, 404, 403, 404));
    }

    private static final String OLD_MEMORY = "{\"type\":\"fact\",\"content\":\"RANDOM\"}";
    private static final String OLD_TASK = "{\"task_id\":\"RANDOM\",\"description\":\"x\"}";
    private static final String OLD_HOOK =
            "{\"callback_url\":\"http://127.0.0.1:9/hook\",\"events\":[\"milestone.deleted\"]}";

    private static final String HOOK =
            "{\"callbackUrl\":\"http://127.0.0.1:9/hook\",\"events\":[\"milestone.deleted\"]}";

    private static final String BATCH =
            "{\"operations\":[{\"op\":\"create\",\"type\":\"note\",\"payload\":{\"title\":\"b\"}}]}";

    private static final String VALUE = "{\"value\":\"RANDOM\"}";
    private static final String DRY = "{\"dryRun\":true,\"dotenv\":\"DRY=1\"}";
    private static final String TURN = "{\"valueVersion\":1}";
    private static final String KEYS = "{\"keys\":\"*\"}";
    private static final String REVEALING = "environment:reveal environment:reveal_production";

    private static Row row(String request, String body, String scope, Integer... statuses) {
        String[] parts = request.split(" ", 2);
        return new Row(parts[0], parts[1], body, scope, List.of(statuses));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRoleMayDoWhatItsTableSays(Row row) {
        for (int place = 0; place < ROLES.size(); place++) {
            String role = ROLES.get(place);
            Reply reply = team.send(role, call(row));
            assertThat(reply.status())
                    .as("%s %s as %s: %s", row.method(), row.path(), role, reply)
                    .isEqualTo(row.statuses().get(place));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aScopeThatIsMissingRefusesEvenOwners(Row row) {
        if (row.scope().isEmpty()) {
            return;
        }
        Reply with = team.sendWith(team.token("owner", row.scope()), call(row));
        assertThat(with.status()).as("%s", with).isEqualTo(row.statuses().getFirst());
        Reply without = team.sendWith(team.token("owner", "chats:propose"), call(row));
        assertThat(without.status()).as("%s", without).isEqualTo(403);
    }

    private static Call call(Row row) {
        String path = fill(row.path()
                .replaceFirst("^S", team.space(""))
                .replaceFirst("^P", team.project(""))
                .replaceFirst("^F", "/api/v1/flukebase_connect/projects/" + team.slug()));
        Call call = Call.of(row.method(), path);
        return row.body().isEmpty() ? call : call.json(fill(row.body()));
    }

    private static String fill(String text) {
        var values = Map.of(
                "NOTE",
                note,
                "MISSING",
                UUID.randomUUID().toString(),
                "RANDOM",
                UUID.randomUUID().toString(),
                "VIEWER",
                team.user("viewer"),
                "OWNER",
                team.user("owner"));
        String filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }
}
