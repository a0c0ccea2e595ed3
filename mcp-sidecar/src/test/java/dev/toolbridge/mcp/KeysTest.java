package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// API keys, whose owners only the API knows.
class KeysTest {
    private static final String KEY = "fbk_test_of_ann";
    private static final String QUESTION = "/v1/auth/key";

    @Sidecar("TOOLBRIDGE_TENANT_ID=tenant_a")
    private static TestServer server;

    @BeforeAll
    static void start() {
        server.api.admit(KEY, "ann", "notes:read", "notes:write");
    }

    @AfterEach
    void behave() {
        server.api.behave(_ -> Optional.empty());
    }

    private static StatelessWire list(String key) {
        return StatelessWire.request(server.address("/bearer/mcp"), key, "tools/list");
    }

    private static StatelessWire create(String path, String key) {
        return StatelessWire.call(
                server.address(path), key, "create_note", Json.object().put("title", "by key"));
    }

    private static long questions() {
        return server.api.requests.stream()
                .filter(request -> request.path().equals(QUESTION))
                .count();
    }

    private static Optional<Answer> failing(Request request, ErrorCode code) {
        if (request.path().equals(QUESTION)) {
            throw Refusal.of(code, "refused").header("Retry-After", "7");
        }
        return Optional.empty();
    }

    @Test
    void aKeyIsShownToTheApiUnchanged() {
        JsonNode result = create("/bearer/mcp", KEY).result();

        assertThat(result.path("isError").asBoolean()).isFalse();
        assertThat(server.api.lastRequest().header("Authorization")).contains("Bearer " + KEY);
    }

    @Test
    void itsScopesFilterTheCatalogueAndRefuseCalls() {
        assertThat(list(KEY).result().path("tools")).hasSize(ToolCount.OF_TYPE - 1 + ToolCount.OF_WORKSPACE);

        var refused = StatelessWire.call(server.address("/bearer/mcp"), KEY, "list_tasks", Json.object())
                .send();

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"", "scope=\"notes:read notes:write tasks:read\"")
                .doesNotContain("resource_metadata");
    }

    @Test
    void aKeyThatMayDoNothingIsNotOneThatMayDoAll() {
        server.api.admit("fbk_test_idle", "ann");
        assertThat(list("fbk_test_idle").result().path("tools")).isEmpty();
    }

    @Test
    void oneQuestionServesManyRequests() {
        server.api.admit("fbk_test_busy", "ann", "notes:read");
        long before = questions();
        for (int request = 0; request < 10; request++) {
            assertThat(list("fbk_test_busy").send().statusCode()).isEqualTo(200);
        }
        assertThat(questions() - before).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fbk_", "fbk_test_unknown", "fbk_live_ something"})
    void aBadKeyIsRefusedWithoutALogin(String key) {
        HttpResponse<String> refused = list(key).send();
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token")
                .doesNotContain("resource_metadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/sse"})
    void wherePeopleLogInAKeyIsKnownAndForbidden(String path) {
        var refused = get(path, KEY);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("API keys open /bearer/mcp and /mcp/tools");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/sse"})
    void wherePeopleLogInABadKeyIsNoCredential(String path) {
        assertThat(get(path, "fbk_test_unknown").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> get(String path, String key) {
        return Wire.send(HttpRequest.newBuilder(server.address(path))
                .header("Authorization", "Bearer " + key)
                .GET()
                .build());
    }

    @Test
    void anotherTenantIsRefused() {
        var elsewhere = list(KEY);
        elsewhere.headers.put("X-TB-Tenant-ID", "tenant_b");
        HttpResponse<String> refused = elsewhere.send();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("not authorized for requested tenant");
    }

    @Test
    void whenTheApiCannotSayTheAnswerIsNeitherYesNorNo() {
        server.api.admit("fbk_test_late", "ann", "notes:read");
        server.api.behave(request -> failing(request, ErrorCode.UNAVAILABLE));

        HttpResponse<String> refused = list("fbk_test_late").send();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
        server.api.behave(_ -> Optional.empty());
        assertThat(list("fbk_test_late").send().statusCode()).isEqualTo(200);
    }

    @Test
    void guessingIsLimitedByTheApiWhichLearnsTheAddress() {
        server.api.behave(request -> failing(request, ErrorCode.RATE_LIMITED));
        var guess = list("fbk_test_guess");
        guess.headers.put("X-Forwarded-For", "203.0.113.9");

        HttpResponse<String> refused = guess.send();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("7");
        assertThat(server.api.lastRequest().header("X-Forwarded-For")).contains("203.0.113.9, 127.0.0.1");
    }

    @Test
    void aRevokedKeyIsOutAfterTheFirstCallThatTheApiRefuses() {
        server.api.admit("fbk_test_revoked", "ann", "notes:read", "notes:write");
        var wire = Wire.connected(server.address("/bearer/mcp"), "fbk_test_revoked");
        assertThat(wire.result("create_note", "{\"title\":\"a\"}")
                        .path("isError")
                        .asBoolean())
                .isFalse();

        server.api.revoke("fbk_test_revoked");

        assertThat(wire.refusal("create_note", "{\"title\":\"b\"}")).contains("no longer valid");
        assertThat(wire.post(wire.request("ping", "{}")).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionBelongsToItsKey() {
        server.api.admit("fbk_test_other", "ann", "notes:read", "notes:write");
        var wire = Wire.connected(server.address("/bearer/mcp"), KEY);
        var other = new Wire(server.address("/bearer/mcp"), "fbk_test_other");
        other.useSession(wire.session());

        assertThat(other.post(other.request("ping", "{}")).statusCode()).isEqualTo(404);
        assertThat(wire.post(wire.request("ping", "{}")).statusCode()).isEqualTo(200);
    }

    @Test
    void scriptsMayUseTheToolsOverPlainHttp() {
        var listed = Wire.send(HttpRequest.newBuilder(server.address("/mcp/tools/list"))
                .header("Authorization", "Bearer " + KEY)
                .GET()
                .build());
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(Wire.json(listed).path("total").asInt()).isEqualTo(ToolCount.OF_TYPE - 1 + ToolCount.OF_WORKSPACE);
    }
}
