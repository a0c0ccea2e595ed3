package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.DevelopmentProvider;
import dev.toolbridge.token.key.KeyKind;
import dev.toolbridge.token.key.KeyText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Case 58: the routes and rights of an API key.
class ApiKeyTest {
    private static final String TENANT = "X-TB-Tenant-ID";

    @TempDir
    static Path folder;

    private static KeyWorld world;

    @BeforeAll
    static void start() throws InterruptedException {
        world = new KeyWorld(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aKeyIsItsOwnerInItsTenant() {
        String ada = world.newUser("org_a", "org_b");
        String token = world.token(ada, "org_a");
        String uid = RunningServer.json(world.server.post("/v1/notes", token, Map.of("title", "A")))
                .path("uid")
                .asText();

        String key = world.newKey(token, Map.of("name", "script")).path("key").asText();

        assertThat(key).matches("fbk_live_[0-9A-Za-z]{38}");
        assertThat(world.server.get("/v1/notes/" + uid, key).statusCode()).isEqualTo(200);
        assertThat(world.server.get("/v1/notes/" + uid, key, TENANT, "org_a").statusCode())
                .isEqualTo(200);
        assertThat(world.server.get("/v1/notes/" + uid, key, TENANT, "org_b").statusCode())
                .isEqualTo(403);
        assertThat(world.history(key)).contains("\"key_id\"");
    }

    @Test
    void aKeyGrantsNoMoreThanItWasMadeFor() {
        String token = world.token(world.newUser("org_a"), "org_a");
        String key = world.newKey(token, Map.of("name", "reader", "scopes", List.of("notes:read")))
                .path("key")
                .asText();

        assertThat(world.server.get("/v1/notes", key).statusCode()).isEqualTo(200);
        assertThat(world.server.post("/v1/notes", key, Map.of("title", "A")).statusCode())
                .isEqualTo(403);
        assertThat(world.server.get("/v1/tasks", key).statusCode()).isEqualTo(403);
    }

    @Test
    void whoIsShownAKeyIsToldWhoseItIs() {
        String ada = world.newUser("org_a", "org_b");
        var made = world.newKey(
                world.token(ada, "org_a"), Map.of("name", "reader", "scopes", List.of("notes:read", "notes:write")));
        String key = made.path("key").asText();

        var answer = world.server.get("/v1/auth/key", key);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode told = RunningServer.json(answer);
        assertThat(told.path("key_id")).isEqualTo(made.path("id"));
        assertThat(told.path("subject").asText()).isEqualTo(ada);
        assertThat(told.path("tenant_id").asText()).isEqualTo("org_a");
        assertThat(told.path("scopes").toString()).isEqualTo("[\"notes:read\",\"notes:write\"]");
        assertThat(told.path("expires_at").asText()).isGreaterThan("2026");
        assertThat(world.server.get("/v1/auth/key", key, TENANT, "org_b").statusCode())
                .isEqualTo(403);
        assertThat(world.server.get("/v1/auth/key", world.token(ada, "org_a")).statusCode())
                .isEqualTo(404);
        assertThat(world.server
                        .get("/v1/auth/key", KeyText.random(KeyKind.LIVE).text())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aKeyGrantsNoMoreThanItsOwnerHas() {
        String ada = world.newUser("org_a");
        String key = world.newKey(world.token(ada, "org_a"), Map.of("name", "script"))
                .path("key")
                .asText();
        assertThat(world.server.post("/v1/notes", key, Map.of("title", "A")).statusCode())
                .isEqualTo(201);
        String late = world.newUser("org_a");
        world.provider.control(
                "PUT", "/memberships", Map.of("user_id", late, "organization_id", "org_a", "role", "guest"));

        assertThat(world.server
                        .post("/v1/keys", world.token(late, "org_a"), Map.of("name", "x"))
                        .statusCode())
                .isEqualTo(403);
        var narrow = world.provider.token(Map.of(
                "sub",
                ada,
                "claims",
                Map.of("aud", RunningServer.AUDIENCE, "org_id", "org_a", "scope", "keys:manage notes:read")));
        assertThat(world.server
                        .post("/v1/keys", narrow, Map.of("name", "x", "scopes", List.of("notes:write")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(world.newKey(narrow, Map.of("name", "x")).path("scopes").toString())
                .isEqualTo("[\"notes:read\"]");
    }

    @Test
    void aKeyMakesNoKeysAndIsNotExchanged() {
        String token = world.token(world.newUser("org_a"), "org_a");
        var made = world.newKey(token, Map.of("name", "script"));
        String key = made.path("key").asText();
        String one = "/v1/keys/" + made.path("id").asText();

        assertThat(world.server.post("/v1/keys", key, Map.of("name", "x")).statusCode())
                .isEqualTo(403);
        assertThat(world.server.post(one + "/rotate", key, Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(world.server.delete(one, key).statusCode()).isEqualTo(403);
        assertThat(world.server.get("/v1/keys", key).statusCode()).isEqualTo(403);
        assertThat(world.server.get("/v1/audit", key).statusCode()).isEqualTo(403);
        assertThat(world.server
                        .post(
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
            assertThat(world.server
                            .post("/v1/keys", token, Map.of("name", "x", "scopes", List.of(scope)))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void keysThatAreNoneAreAllRefusedAlike() {
        String token = world.token(world.newUser("org_a"), "org_a");
        var made = world.newKey(token, Map.of("name", "script"));
        String key = made.path("key").asText();
        String revoked =
                world.newKey(token, Map.of("name", "script")).path("key").asText();
        assertThat(world.server.get("/v1/notes", revoked).statusCode()).isEqualTo(200);
        for (JsonNode record :
                RunningServer.json(world.server.get("/v1/keys", token)).path("keys")) {
            if (revoked.startsWith(record.path("hint").asText())) {
                assertThat(world.server
                                .delete("/v1/keys/" + record.path("id").asText(), token)
                                .statusCode())
                        .isEqualTo(204);
            }
        }

        String wrongSum = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
        for (String bad : List.of(
                revoked,
                KeyText.random(KeyKind.LIVE).text(),
                KeyText.random(KeyKind.TEST).text(),
                wrongSum,
                key + "x",
                "fbk_live_",
                "fbk_",
                key.toUpperCase(java.util.Locale.ROOT))) {
            var answer = world.server.get("/v1/notes", bad);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("unauthorized\n");
        }
    }

    @Test
    void aRemovedMembersKeyDies() {
        String ada = world.newUser("org_a");
        String key = world.newKey(world.token(ada, "org_a"), Map.of("name", "script"))
                .path("key")
                .asText();
        world.provider.control(
                "PUT",
                "/webhooks",
                Map.of(
                        "url",
                        "http://127.0.0.1:" + world.server.port() + "/v1/webhooks/workos",
                        "secret",
                        DevelopmentProvider.WEBHOOK_SECRET));
        world.provider.control("DELETE", "/memberships", Map.of("user_id", ada, "organization_id", "org_a"));

        long start = System.nanoTime();
        while (world.server.get("/v1/notes", key).statusCode() == 200) {
            assertThat(System.nanoTime() - start)
                    .isLessThan(java.time.Duration.ofSeconds(15).toNanos());
        }
        assertThat(world.server.get("/v1/notes", key).statusCode()).isEqualTo(403);
    }
}
