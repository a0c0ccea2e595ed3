package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens that may not do everything.
class ScopesTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(String... scopes) {
        return TestServer.token("ann", Duration.ofHours(1), Set.of(scopes));
    }

    private static JsonNode listed(String token) {
        return StatelessWire.request(server.address("/mcp"), token, "tools/list")
                .result()
                .path("tools");
    }

    @Test
    void onlyWhatTheScopesAllowIsListed() {
        assertThat(listed(token("*:read"))).hasSize(10);
        assertThat(listed(token("read:notes"))).hasSize(2);
        assertThat(listed(token("notes:read", "notes:write"))).hasSize(7);
        assertThat(listed(token("openid", "profile"))).hasSize(40);
    }

    @Test
    void whatIsNotListedIsNotCalledEither() {
        var call = StatelessWire.call(
                server.address("/mcp"),
                token("notes:read"),
                "create_note",
                Json.object().put("title", "x"));
        assertStepUp(call.send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/bearer/mcp"})
    void aSessionIsToldAsWell(String path) {
        var wire = Wire.connected(server.address(path), token("notes:read"));
        assertStepUp(wire.post(wire.call("create_note", "{\"title\":\"x\"}")));
        assertThat(wire.result("list_notes", "{}").path("isError").asBoolean()).isFalse();
    }

    private static void assertStepUp(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"", "scope=\"notes:write\"");
        assertThat(Wire.json(response).path("error").path("data").path("scope").asText())
                .isEqualTo("notes:write");
    }
}
