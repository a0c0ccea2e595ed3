package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// API keys are made, shown, replaced and ended.
class KeyRoutesTest {
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
    void aKeyIsShownOnceAndStoredAsAHash() throws SQLException {
        String token = world.token(world.newUser("org_a"), "org_a");
        var made = world.newKey(token, Map.of("name", "script"));
        String key = made.path("key").asText();

        var listed = world.server.get("/v1/keys", token);

        assertThat(listed.body())
                .contains(made.path("id").asText(), made.path("hint").asText());
        assertThat(listed.body()).doesNotContain(key).doesNotContain("\"key\"");
        assertThat(world.dump()).doesNotContain(key).doesNotContain(key.substring(13));
    }

    @Test
    void aReplacedKeyOverlapsAndThenEnds() throws SQLException {
        String token = world.token(world.newUser("org_a"), "org_a");
        var old = world.newKey(token, Map.of("name", "script", "scopes", List.of("notes:read")));
        String one = "/v1/keys/" + old.path("id").asText();

        var answer = world.server.post(one + "/rotate", token, Map.of("overlapDays", 7));
        assertThat(answer.statusCode()).isEqualTo(201);
        var young = RunningServer.json(answer);

        assertThat(young.path("name").asText()).isEqualTo("script");
        assertThat(young.path("scopes").toString()).isEqualTo("[\"notes:read\"]");
        assertThat(world.server.get("/v1/notes", old.path("key").asText()).statusCode())
                .isEqualTo(200);
        assertThat(world.server.get("/v1/notes", young.path("key").asText()).statusCode())
                .isEqualTo(200);
        assertThat(world.server.post(one + "/rotate", token, Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(world.server
                        .post(one + "/rotate", token, Map.of("overlapDays", 8))
                        .statusCode())
                .isEqualTo(400);
        world.letExpire(old.path("id").asText());
        assertThat(world.server.get("/v1/notes", old.path("key").asText()).statusCode())
                .isEqualTo(401);
        assertThat(world.server.get("/v1/notes", young.path("key").asText()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void othersKeysAreNotThereButForAdministrators() {
        String ada = world.newUser("org_a");
        String token = world.token(ada, "org_a");
        String one = "/v1/keys/"
                + world.newKey(token, Map.of("name", "script")).path("id").asText();
        String bob = world.token(world.newUser("org_a"), "org_a");
        String boss = world.newUser("org_a");
        world.provider.control(
                "PUT", "/memberships", Map.of("user_id", boss, "organization_id", "org_a", "role", "admin"));
        String elsewhere = world.newUser("org_b");
        world.provider.control(
                "PUT", "/memberships", Map.of("user_id", elsewhere, "organization_id", "org_b", "role", "admin"));

        assertThat(world.server.delete(one, bob).statusCode()).isEqualTo(404);
        assertThat(world.server.get("/v1/keys", bob).body()).doesNotContain(ada);
        assertThat(world.server.get("/v1/keys?all=true", bob).statusCode()).isEqualTo(403);
        assertThat(world.server.delete(one, world.token(elsewhere, "org_b")).statusCode())
                .isEqualTo(404);
        assertThat(world.server
                        .get("/v1/keys?all=true", world.token(elsewhere, "org_b"))
                        .body())
                .doesNotContain(ada);
        assertThat(world.server
                        .get("/v1/keys?all=true", world.token(boss, "org_a"))
                        .body())
                .contains(ada);
        assertThat(world.server.delete(one, world.token(boss, "org_a")).statusCode())
                .isEqualTo(204);
        assertThat(world.server.delete(one, world.token(boss, "org_a")).statusCode())
                .isEqualTo(404);
        assertThat(world.server.delete("/v1/keys/" + UUID.randomUUID(), token).statusCode())
                .isEqualTo(404);
        assertThat(world.server.delete("/v1/keys/x", token).statusCode()).isEqualTo(404);
    }

    @Test
    void useIsNoted() {
        String token = world.token(world.newUser("org_a"), "org_a");
        String key = world.newKey(token, Map.of("name", "script")).path("key").asText();
        assertThat(world.server.get("/v1/keys", token).body()).doesNotContain("lastUsedAt");

        world.server.get("/v1/notes", key);

        assertThat(world.server.get("/v1/keys", token).body()).contains("lastUsedAt");
    }

    @Test
    void oddOrdersAreRefused() {
        String token = world.token(world.newUser("org_a"), "org_a");
        for (Map<String, ?> order : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("name", ""),
                Map.of("name", 7),
                Map.of("name", "x".repeat(101)),
                Map.of("name", "x", "scopes", "notes:read"),
                Map.of("name", "x", "scopes", List.of()),
                Map.of("name", "x", "expiresInDays", 366),
                Map.of("name", "x", "expiresInDays", 0),
                Map.of("name", "x", "expiresInDays", "soon"),
                Map.of("name", "x", "expiresInDay", 1),
                Map.of("name", "x", "scope", List.of("notes:read")),
                Map.of("name", "x", "overlapDays", 1))) {
            assertThat(world.server.post("/v1/keys", token, order).statusCode())
                    .as("%s", order)
                    .isEqualTo(400);
        }
    }

    @Test
    void keysAreNotHoarded() {
        String token = RunningServer.ownersToken("hoarder");
        HttpResponse<String> last = world.server.post("/v1/keys", token, Map.of("name", "x"));
        for (int more = 1; more <= 50; more++) {
            last = world.server.post("/v1/keys", token, Map.of("name", "x"));
        }

        assertThat(last.statusCode()).isEqualTo(400);
        assertThat(last.body()).contains("too many keys");
    }
}
