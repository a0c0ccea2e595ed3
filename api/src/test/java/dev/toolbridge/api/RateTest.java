package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.token.key.KeyKind;
import dev.toolbridge.token.key.KeyText;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The number of requests that one user may send, and the headers of answers that tell it.
class RateTest {
    private static final Map<String, String> FEW = Map.of("RATE_LIMIT_PER_MINUTE", "6", "RATE_LIMIT_BURST", "3");

    private static Workspace workspace;
    private static RunningServer server;

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        server = RunningServer.alone(workspace, FEW);
    }

    @AfterAll
    static void stop() {
        server.close();
        workspace.close();
    }

    @Test
    void everyAnswerSaysWhereTheUserStands() {
        String token = RunningServer.ownersToken("ada");

        var first = server.get("/v1/notes", token);
        var missing = server.get("/v1/notes/" + java.util.UUID.randomUUID(), token);

        assertThat(header(first, "Limit")).isEqualTo("6");
        assertThat(header(first, "Burst")).isEqualTo("3");
        assertThat(header(first, "Remaining")).isEqualTo("2");
        assertThat(Long.parseLong(header(first, "Reset")))
                .isBetween(System.currentTimeMillis() / 1_000, System.currentTimeMillis() / 1_000 + 60);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(header(missing, "Remaining")).isEqualTo("1");
    }

    @Test
    void oneTooManyIsRefusedWithWhenToComeAgain() {
        String token = RunningServer.ownersToken("bob");
        var answer = exhausted(token);

        assertThat(RunningServer.json(answer).path("error").asText())
                .matches("Rate limit exceeded. Please retry after \\d+ seconds.");
        assertThat(RunningServer.json(answer).path("code").asText()).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 10);
        assertThat(header(answer, "Remaining")).isEqualTo("0");
    }

    @Test
    void anotherTokenOfTheSameUserIsTheSameUser() {
        exhausted(RunningServer.ownersToken("cleo"));

        assertThat(server.get("/v1/notes", RunningServer.ownersToken("cleo", Optional.of("org_x")))
                        .statusCode())
                .isEqualTo(429);
        assertThat(server.get("/v1/notes", RunningServer.ownersToken("dora")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void syncIsCountedForItself() {
        String token = RunningServer.ownersToken("emma");
        exhausted(token);

        assertThat(server.get("/v1/sync/state", token).statusCode()).isEqualTo(428);
    }

    @Test
    void syncSessionsAreCountedWithCredentials() {
        String token = RunningServer.ownersToken("hugo");
        var begun = server.post("/v1/sync/sessions", token, Map.of());
        String session = RunningServer.json(begun).path("id").asText();
        assertThat(begun.statusCode()).isEqualTo(201);
        assertThat(header(begun, "Limit")).isEqualTo("60");
        assertThat(header(begun, "Burst")).isEqualTo("20");

        var shown = server.get("/v1/sync/sessions/" + session, token);
        var tenant = server.get("/v1/auth/tenant", token);

        assertThat(header(shown, "Remaining")).isEqualTo("18");
        assertThat(header(tenant, "Remaining")).isEqualTo("17");
        assertThat(header(server.get("/v1/sync/state", token, "X-Sync-Session", session), "Remaining"))
                .isEqualTo("2");
    }

    @Test
    void theRateComesBeforeTheTenant() {
        String token = RunningServer.ownersToken("finn");
        exhausted(token);

        assertThat(server.get("/v1/notes", token, "X-TB-Tenant-ID", "org_other").statusCode())
                .isEqualTo(429);
    }

    @Test
    void aKeyIsCountedForItselfAndBeforeItIsLookedUp() {
        var made = server.post("/v1/keys", RunningServer.ownersToken("gina"), Map.of("name", "counted"));
        String key = RunningServer.json(made).path("key").asText();

        exhausted(key);
        String unknown = KeyText.random(KeyKind.LIVE).text();
        for (int tries = 0; tries < 3; tries++) {
            assertThat(server.get("/v1/notes", unknown).statusCode()).isEqualTo(401);
        }

        assertThat(server.get("/v1/notes", unknown).statusCode()).isEqualTo(429);
        assertThat(server.get("/v1/notes", RunningServer.ownersToken("gina")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBatchCostsOneRequestAndOneForEveryTwentyFiveOperations() {
        assertThat(header(batch(24, RunningServer.ownersToken("iris")), "Remaining"))
                .isEqualTo("2");
        assertThat(header(batch(25, RunningServer.ownersToken("jack")), "Remaining"))
                .isEqualTo("1");
        assertThat(header(batch(74, RunningServer.ownersToken("kate")), "Remaining"))
                .isEqualTo("0");
    }

    @Test
    void aBatchThatCostsTooMuchIsRefusedAndNothingIsDone() {
        String token = RunningServer.ownersToken("liam");
        server.get("/v1/notes", token);

        var refused = batch(50, token);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 20);
        assertThat(server.get("/v1/notes", token).body()).contains("\"items\":[]");
    }

    private static HttpResponse<String> batch(int operations, String token) {
        var create = Map.of("op", "create", "type", "note", "payload", Map.of());
        return server.post("/v1/batch", token, Map.of("operations", Collections.nCopies(operations, create)));
    }

    private static HttpResponse<String> exhausted(String token) {
        HttpResponse<String> last = server.get("/v1/notes", token);
        for (int more = 0; more < 10 && last.statusCode() == 200; more++) {
            last = server.get("/v1/notes", token);
        }
        assertThat(last.statusCode()).isEqualTo(429);
        return last;
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue("X-RateLimit-" + name).orElseThrow();
    }
}
