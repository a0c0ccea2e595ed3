package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.DevelopmentProvider;
import dev.toolbridge.api.access.key.KeyText;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Case 58: what an API key opens, and for how long.
class ApiKeyTest {
    private static final String TENANT = "X-TB-Tenant-ID";

    @TempDir
    static Path folder;

    private static Workspace workspace;
    private static DevelopmentProvider provider;
    private static RunningServer server;
    private static int users;

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        provider = DevelopmentProvider.in(folder);
        server = RunningServer.with(provider, workspace, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
        workspace.close();
    }

    @Test
    void aKeyIsItsOwnerInItsTenant() {
        String ada = newUser("org_a", "org_b");
        String token = token(ada, "org_a");
        String uid = RunningServer.json(server.post("/v1/notes", token, Map.of("title", "A")))
                .path("uid")
                .asText();

        String key = newKey(token, Map.of("name", "script")).path("key").asText();

        assertThat(key).matches("fbk_live_[0-9A-Za-z]{38}");
        assertThat(server.get("/v1/notes/" + uid, key).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/notes/" + uid, key, TENANT, "org_a").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/v1/notes/" + uid, key, TENANT, "org_b").statusCode())
                .isEqualTo(403);
        assertThat(history(key)).contains("\"key_id\"");
    }

    @Test
    void aKeyIsShownOnceAndStoredAsAHash() throws SQLException {
        String token = token(newUser("org_a"), "org_a");
        var made = newKey(token, Map.of("name", "script"));
        String key = made.path("key").asText();

        var listed = server.get("/v1/keys", token);

        assertThat(listed.body())
                .contains(made.path("id").asText(), made.path("hint").asText());
        assertThat(listed.body()).doesNotContain(key).doesNotContain("\"key\"");
        assertThat(dump()).doesNotContain(key).doesNotContain(key.substring(13));
    }

    @Test
    void aKeyGrantsNoMoreThanItWasMadeFor() {
        String token = token(newUser("org_a"), "org_a");
        String key = newKey(token, Map.of("name", "reader", "scopes", List.of("notes:read")))
                .path("key")
                .asText();

        assertThat(server.get("/v1/notes", key).statusCode()).isEqualTo(200);
        assertThat(server.post("/v1/notes", key, Map.of("title", "A")).statusCode())
                .isEqualTo(403);
        assertThat(server.get("/v1/tasks", key).statusCode()).isEqualTo(403);
    }

    @Test
    void aKeyGrantsNoMoreThanItsOwnerHas() {
        String ada = newUser("org_a");
        String key = newKey(token(ada, "org_a"), Map.of("name", "script"))
                .path("key")
                .asText();
        assertThat(server.post("/v1/notes", key, Map.of("title", "A")).statusCode())
                .isEqualTo(201);
        String late = newUser("org_a");
        provider.control("PUT", "/memberships", Map.of("user_id", late, "organization_id", "org_a", "role", "guest"));

        assertThat(server.post("/v1/keys", token(late, "org_a"), Map.of("name", "x"))
                        .statusCode())
                .isEqualTo(403);
        var narrow = provider.token(Map.of(
                "sub",
                ada,
                "claims",
                Map.of("aud", RunningServer.AUDIENCE, "org_id", "org_a", "scope", "keys:manage notes:read")));
        assertThat(server.post("/v1/keys", narrow, Map.of("name", "x", "scopes", List.of("notes:write")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(newKey(narrow, Map.of("name", "x")).path("scopes").toString())
                .isEqualTo("[\"notes:read\"]");
    }

    @Test
    void aKeyMakesNoKeysAndIsNotExchanged() {
        String token = token(newUser("org_a"), "org_a");
        var made = newKey(token, Map.of("name", "script"));
        String key = made.path("key").asText();
        String one = "/v1/keys/" + made.path("id").asText();

        assertThat(server.post("/v1/keys", key, Map.of("name", "x")).statusCode())
                .isEqualTo(403);
        assertThat(server.post(one + "/rotate", key, Map.of()).statusCode()).isEqualTo(403);
        assertThat(server.delete(one, key).statusCode()).isEqualTo(403);
        assertThat(server.get("/v1/keys", key).statusCode()).isEqualTo(403);
        assertThat(server.get("/v1/audit", key).statusCode()).isEqualTo(403);
        assertThat(server.post(
                                "/auth/token-exchange",
                                key,
                                Map.of(
                                        "grant_type",
                                        "urn:ietf:params:oauth:grant-type:token-exchange",
                                        "audience",
                                        RunningServer.AUDIENCE))
                        .statusCode())
                .isEqualTo(403);
        for (String scope : List.of("keys:manage", "tenant:admin", "nonsense")) {
            assertThat(server.post("/v1/keys", token, Map.of("name", "x", "scopes", List.of(scope)))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void keysThatAreNoneAreAllRefusedAlike() {
        String token = token(newUser("org_a"), "org_a");
        var made = newKey(token, Map.of("name", "script"));
        String key = made.path("key").asText();
        String revoked = newKey(token, Map.of("name", "script")).path("key").asText();
        assertThat(server.get("/v1/notes", revoked).statusCode()).isEqualTo(200);
        for (JsonNode record : RunningServer.json(server.get("/v1/keys", token)).path("keys")) {
            if (revoked.startsWith(record.path("hint").asText())) {
                assertThat(server.delete("/v1/keys/" + record.path("id").asText(), token)
                                .statusCode())
                        .isEqualTo(204);
            }
        }

        String wrongSum = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
        for (String bad : List.of(
                revoked,
                KeyText.random(KeyText.LIVE).text(),
                KeyText.random(KeyText.TEST).text(),
                wrongSum,
                key + "x",
                "fbk_live_",
                "fbk_",
                key.toUpperCase(java.util.Locale.ROOT))) {
            var answer = server.get("/v1/notes", bad);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("unauthorized\n");
        }
    }

    @Test
    void aReplacedKeyOverlapsAndThenEnds() throws SQLException {
        String token = token(newUser("org_a"), "org_a");
        var old = newKey(token, Map.of("name", "script", "scopes", List.of("notes:read")));
        String one = "/v1/keys/" + old.path("id").asText();

        var answer = server.post(one + "/rotate", token, Map.of("overlapDays", 7));
        assertThat(answer.statusCode()).isEqualTo(201);
        var young = RunningServer.json(answer);

        assertThat(young.path("name").asText()).isEqualTo("script");
        assertThat(young.path("scopes").toString()).isEqualTo("[\"notes:read\"]");
        assertThat(server.get("/v1/notes", old.path("key").asText()).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/v1/notes", young.path("key").asText()).statusCode())
                .isEqualTo(200);
        assertThat(server.post(one + "/rotate", token, Map.of()).statusCode()).isEqualTo(404);
        assertThat(server.post(one + "/rotate", token, Map.of("overlapDays", 8)).statusCode())
                .isEqualTo(400);
        letExpire(old.path("id").asText());
        assertThat(server.get("/v1/notes", old.path("key").asText()).statusCode())
                .isEqualTo(401);
        assertThat(server.get("/v1/notes", young.path("key").asText()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRemovedMembersKeyDies() {
        String ada = newUser("org_a");
        String key = newKey(token(ada, "org_a"), Map.of("name", "script"))
                .path("key")
                .asText();
        provider.control(
                "PUT",
                "/webhooks",
                Map.of(
                        "url",
                        "http://127.0.0.1:" + server.port() + "/v1/webhooks/workos",
                        "secret",
                        DevelopmentProvider.WEBHOOK_SECRET));
        provider.control("DELETE", "/memberships", Map.of("user_id", ada, "organization_id", "org_a"));

        long start = System.nanoTime();
        while (server.get("/v1/notes", key).statusCode() == 200) {
            assertThat(System.nanoTime() - start)
                    .isLessThan(java.time.Duration.ofSeconds(15).toNanos());
        }
        assertThat(server.get("/v1/notes", key).statusCode()).isEqualTo(403);
    }

    @Test
    void othersKeysAreNotThereButForAdministrators() {
        String ada = newUser("org_a");
        String token = token(ada, "org_a");
        String one =
                "/v1/keys/" + newKey(token, Map.of("name", "script")).path("id").asText();
        String bob = token(newUser("org_a"), "org_a");
        String boss = newUser("org_a");
        provider.control("PUT", "/memberships", Map.of("user_id", boss, "organization_id", "org_a", "role", "admin"));
        String elsewhere = newUser("org_b");
        provider.control(
                "PUT", "/memberships", Map.of("user_id", elsewhere, "organization_id", "org_b", "role", "admin"));

        assertThat(server.delete(one, bob).statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/keys", bob).body()).doesNotContain(ada);
        assertThat(server.get("/v1/keys?all=true", bob).statusCode()).isEqualTo(403);
        assertThat(server.delete(one, token(elsewhere, "org_b")).statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/keys?all=true", token(elsewhere, "org_b")).body())
                .doesNotContain(ada);
        assertThat(server.get("/v1/keys?all=true", token(boss, "org_a")).body()).contains(ada);
        assertThat(server.delete(one, token(boss, "org_a")).statusCode()).isEqualTo(204);
        assertThat(server.delete(one, token(boss, "org_a")).statusCode()).isEqualTo(404);
        assertThat(server.delete("/v1/keys/" + UUID.randomUUID(), token).statusCode())
                .isEqualTo(404);
        assertThat(server.delete("/v1/keys/x", token).statusCode()).isEqualTo(404);
    }

    @Test
    void useIsNoted() {
        String token = token(newUser("org_a"), "org_a");
        String key = newKey(token, Map.of("name", "script")).path("key").asText();
        assertThat(server.get("/v1/keys", token).body()).doesNotContain("lastUsedAt");

        server.get("/v1/notes", key);

        assertThat(server.get("/v1/keys", token).body()).contains("lastUsedAt");
    }

    @Test
    void oddOrdersAreRefused() {
        String token = token(newUser("org_a"), "org_a");
        for (Map<String, ?> order : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("name", ""),
                Map.of("name", 7),
                Map.of("name", "x".repeat(101)),
                Map.of("name", "x", "scopes", "notes:read"),
                Map.of("name", "x", "scopes", List.of()),
                Map.of("name", "x", "expiresInDays", 366),
                Map.of("name", "x", "expiresInDays", -1),
                Map.of("name", "x", "expiresInDays", "soon"))) {
            assertThat(server.post("/v1/keys", token, order).statusCode())
                    .as("%s", order)
                    .isEqualTo(400);
        }
    }

    @Test
    void keysAreNotHoarded() {
        String token = RunningServer.ownersToken("hoarder");
        HttpResponse<String> last = server.post("/v1/keys", token, Map.of("name", "x"));
        for (int more = 1; more <= 50; more++) {
            last = server.post("/v1/keys", token, Map.of("name", "x"));
        }

        assertThat(last.statusCode()).isEqualTo(400);
        assertThat(last.body()).contains("too many keys");
    }

    private static String newUser(String... organizations) {
        users++;
        return provider.member("user" + users + "@example.com", organizations);
    }

    private static JsonNode newKey(String token, Map<String, ?> order) {
        var answer = server.post("/v1/keys", token, order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return RunningServer.json(answer);
    }

    private static String history(String key) {
        String uid = RunningServer.json(server.post("/v1/notes", key, Map.of("title", "by key")))
                .path("uid")
                .asText();
        return server.get("/v1/notes/" + uid + "/history", key).body();
    }

    private static String token(String user, String tenant) {
        return provider.token(Map.of("sub", user, "claims", Map.of("aud", RunningServer.AUDIENCE, "org_id", tenant)));
    }

    private static void letExpire(String id) throws SQLException {
        try (Connection connection = asMaintenance();
                var statement = connection.prepareStatement(
                        "UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = ?::uuid")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    private static String dump() throws SQLException {
        var text = new StringBuilder();
        try (Connection connection = asMaintenance();
                var statement = connection.createStatement()) {
            for (String table : List.of("api_key", "audit")) {
                var rows = statement.executeQuery("SELECT t::text FROM " + table + " t");
                while (rows.next()) {
                    text.append(rows.getString(1)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static Connection asMaintenance() throws SQLException {
        var connection = TestConnections.asOwner(workspace);
        try (var statement = connection.createStatement()) {
            statement.execute("SET ROLE toolbridge_maintenance");
        }
        return connection;
    }
}
