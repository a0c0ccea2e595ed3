package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.Await;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.account.Accounts;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.query.SearchLanguages;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.search.TextIndex;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.database.Database;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A person ends an account: nothing opens it any more, and nothing but the audit log tells the name.
class AccountStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static Workspace workspace;
    private static Maintenance maintenance;
    private static RunningServer server;
    private static AccountStore accounts;
    private static EndedAccountStore ended;

    private final String person = "carl-" + UUID.randomUUID();
    private final String owner = "olga-" + UUID.randomUUID();
    private final String token = RunningServer.ownersToken(person);
    private final String ownersToken = RunningServer.ownersToken(owner);
    private final String slug = "team-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        maintenance = new Maintenance(workspace);
        server = RunningServer.alone(workspace, Map.of());
        Database database = workspace.database();
        var texts = new IndexedTexts(database, new TextIndex(database, SearchLanguages.parse("english")));
        var writer = new SpaceWriter(
                database, new Decision(Clock.systemUTC()), texts, new SpaceWriter.Followers(() -> {}, _ -> {}));
        ended = new EndedAccountStore(database, Clock.systemUTC(), () -> {});
        accounts = new AccountStore(database, writer, new SeatStore(database, Clock.systemUTC(), () -> {}), () -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
        workspace.close();
    }

    @Test
    void nothingOpensItAndNothingTellsTheName() throws Exception {
        joinTeam();
        String key = json(server.post("/v1/keys", token, Map.of("name", "a key", "scopes", List.of("notes:read"))))
                .path("key")
                .asText();
        note("/v1/notes");
        JsonNode shared = note("/v1/spaces/" + slug + "/notes");
        assertThat(server.get("/v1/notes", key).statusCode()).isEqualTo(200);
        String memory = verifiedMemory();

        HttpResponse<String> receipt = end(token, person);

        assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(200);
        assertThat(json(receipt).at("/deleted/note").asInt()).isEqualTo(1);
        assertThat(json(receipt).path("keys").asInt()).isEqualTo(1);
        assertThat(json(receipt).path("projects").asInt()).isEqualTo(1);
        assertThat(server.get("/v1/notes", key).statusCode()).isEqualTo(401);
        assertThat(server.get("/v1/me", token).statusCode()).isEqualTo(401);
        assertThat(server.get("/v1/projects/" + slug + "/members", ownersToken).body())
                .doesNotContain(person);

        finish();

        Await.until(() -> tablesWith(person).equals(List.of("audit")), PATIENCE);
        assertThat(tablesWith("Carl of " + slug)).isEmpty();
        String path = "/v1/spaces/" + slug + "/notes/" + shared.path("uid").asText();
        assertThat(server.get(path, ownersToken).statusCode()).isEqualTo(200);
        assertThat(server.get(path + "/history", ownersToken).body()).contains(Accounts.STAND_IN);
        assertThat(json(server.get(memory, ownersToken))
                        .at("/payload/verifiedBy")
                        .asText())
                .isEqualTo(Accounts.STAND_IN);
        assertThat(server.get("/v1/audit", ownersToken).body()).contains("account.ended", "account.forgotten");
    }

    @Test
    void itBeginsAnewEmpty() throws Exception {
        note("/v1/notes");
        end(token, person);
        Await.until(() -> fresh().statusCode() == 503, PATIENCE);

        finish();

        Await.until(() -> fresh().statusCode() == 200, PATIENCE);
        assertThat(fresh().body()).contains("\"items\":[]");
        assertThat(server.get("/v1/notes", token).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> fresh() {
        return server.get("/v1/notes", RunningServer.ownersToken(person));
    }

    /// A kill after the first step, one in the middle of the journal, and a write that was under way.
    @Test
    void whatAKillLeavesIsDoneByAnother() throws Exception {
        joinTeam();
        note("/v1/notes");
        String user = json(server.get("/v1/me", token)).path("user").asText();
        String project =
                json(server.get("/v1/projects/" + slug, ownersToken)).path("id").asText();
        String tenant = RunningServer.DEFAULT_TENANT;
        maintenance.execute(
                "INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request,"
                        + " payload) SELECT '" + tenant + "', '" + project
                        + "', 1000 + n, 'note', uuidv7(), 1, 'create',"
                        + " '{\"user\":\"" + person + "\"}', 'r', '{}' FROM generate_series(1, 2500) n");
        String place = "'" + tenant + "', '" + project + "', uuidv7(), 1, ";
        String by = "'{\"user\":\"" + person + "\"}'";
        maintenance.execute(
                "INSERT INTO item_conflict (tenant_id, space_id, uid, version, type, kind, kept_by, lost_by,"
                        + " resolved_by) VALUES (" + place + "'note', 'local_wins', " + by + ", " + by + ", '" + person
                        + "')");
        maintenance.execute("INSERT INTO environment_value (tenant_id, space_id, uid, version, environment, is_secret,"
                + " sealed, set_by) VALUES (" + place + "'staging', true, '', '" + person + "')");
        String inTenant = "SELECT set_config('app.tenant', '" + tenant + "', false);";
        maintenance.execute(inTenant + "SELECT end_account('" + user + "', '" + person + "', 'killed')");
        maintenance.execute(
                inTenant + ("SELECT rename_author('" + user + "', '" + Accounts.STAND_IN + "');").repeat(3));
        new TestItems(workspace.database())
                .createNote(new Space(tenant, UUID.fromString(user)), "{\"title\":\"late\"}");

        finish();

        Await.until(() -> List.of("audit").containsAll(tablesWith(person)), PATIENCE);
        assertThat(maintenance.number("SELECT count(*) FROM change WHERE actor->>'user' = '" + Accounts.STAND_IN
                        + "' AND space_id = '" + project + "'"))
                .isGreaterThanOrEqualTo(2500);
        Await.until(() -> fresh().statusCode() == 200, PATIENCE);
        assertThat(fresh().body()).contains("\"items\":[]");
    }

    @Test
    void itsStreamsEnd() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/changes/stream"))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE)
                .build();
        try (var client = HttpClient.newHttpClient();
                InputStream events =
                        client.send(request, BodyHandlers.ofInputStream()).body()) {
            assertThat(events.read()).isPositive();

            end(token, person);

            assertThat(new String(events.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("wipe");
        }
    }

    @Test
    void theLastOwnerStays() {
        joinTeam();

        HttpResponse<String> refused = end(ownersToken, owner);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("last_owner", slug);
        assertThat(server.get("/v1/projects/" + slug, ownersToken).statusCode()).isEqualTo(200);
    }

    @Test
    void onlyThePersonEndsIt() {
        note("/v1/notes");
        String key = json(server.post("/v1/keys", token, Map.of("name", "a key", "scopes", List.of("notes:read"))))
                .path("key")
                .asText();

        assertThat(end(token, "somebody else").body()).contains("invalid_field", "/v1/export");
        assertThat(server.send("DELETE /v1/me", token, Optional.empty()).statusCode())
                .isEqualTo(400);
        assertThat(end(key, person).statusCode()).isEqualTo(403);
        assertThat(end(RunningServer.ownersToken(person, "notes:read"), person).body())
                .contains("right after a sign-in");
        assertThat(server.get("/v1/notes", token).body()).contains("a note of the account");
    }

    private void joinTeam() {
        server.post("/v1/projects", ownersToken, Map.of("name", "A team", "slug", slug));
        String path = "/v1/projects/" + slug + "/invitations";
        String code = json(server.post(path, ownersToken, Map.of("role", "developer")))
                .path("code")
                .asText();
        HttpResponse<String> joined =
                server.post("/v1/projects/join", token, Map.of("code", code, "name", "Carl of " + slug));
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(200);
    }

    /// Returns the path of a memory that the account has verified.
    private String verifiedMemory() {
        String path = "/v1/spaces/" + slug + "/memories";
        JsonNode made = json(server.post(path, token, Map.of("content", "It holds.", "memoryType", "fact")));
        String memory = path + "/" + made.path("uid").asText();
        HttpResponse<String> verified = server.post(memory + "/process", token, Map.of("action", "verify"));
        assertThat(json(verified).at("/payload/verifiedBy").asText()).isEqualTo(person);
        return memory;
    }

    private JsonNode note(String path) {
        return json(server.post(path, token, Map.of("title", "a note of the account")));
    }

    private static HttpResponse<String> end(String credential, String confirmed) {
        return server.send("DELETE /v1/me", credential, Optional.of("{\"confirm\":\"" + confirmed + "\"}"));
    }

    private static void finish() {
        ended.readNew();
        ended.unfinished(Duration.ZERO).forEach(accounts::finish);
        try (var finisher = new Finisher(workspace.database(), Clock.systemUTC(), _ -> {})) {
            finisher.finish();
        }
    }

    private static List<String> tablesWith(String text) {
        String counted = "query_to_xml(format('SELECT count(*) AS n FROM %I r WHERE r::text LIKE %L', t.table_name, '%"
                + text + "%'), false, true, '')";
        return maintenance
                .text("SELECT string_agg(t.table_name, ' ') FROM information_schema.tables t"
                        + " WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
                        + " AND (xpath('//n/text()', " + counted + "))[1]::text::int > 0")
                .lines()
                .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return RunningServer.json(response);
    }
}
