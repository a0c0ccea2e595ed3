package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.config.SettingError;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The server's answers outside the protocol: tools over plain HTTP, health, metadata, metrics.
class PlainHttpTest {
    @Sidecar
    private static TestServer server;

    private static HttpResponse<String> get(URI address) {
        return Wire.send(HttpRequest.newBuilder(address).build());
    }

    private static HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(server.address(path))
                .header("Authorization", "Bearer " + TestServer.token("ann"));
    }

    private static JsonNode call(String body) {
        return Wire.json(Wire.send(authorized("/mcp/tools/call")
                .POST(BodyPublishers.ofString(body))
                .build()));
    }

    @Test
    void toolsAreListedWithTheirCategories() {
        JsonNode list = Wire.json(Wire.send(authorized("/mcp/tools/list").build()));
        assertThat(list.path("total").asInt()).isEqualTo(ToolCount.LISTED);
        assertThat(list.path("tools").path(0).path("name").asText()).isEqualTo("list_notes");
        assertThat(list.path("tools").findValuesAsText("category")).contains("read", "write", "workflow");
        JsonNode narrowed =
                Wire.json(Wire.send(authorized("/mcp/tools/list?readonly=true").build()));
        assertThat(narrowed.path("total").asInt())
                .isEqualTo(2 * ToolCount.TYPES + ToolCount.READING_WORKSPACE + ToolCount.READING_MEMORY);
        assertThat(Wire.send(authorized("/mcp/tools/list?readonly=maybe").build())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aToolShowsItsSchema() {
        JsonNode schema =
                Wire.json(Wire.send(authorized("/mcp/tools/get_note/schema").build()));
        assertThat(schema.path("inputSchema").path("required").path(0).asText()).isEqualTo("uid");
        assertThat(Wire.send(authorized("/mcp/tools/nothing/schema").build()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void toolsAreCalledUnderTheSameRules() {
        JsonNode created = call("{\"tool_name\":\"create_note\",\"params\":{\"title\":\"plain\"}}");
        assertThat(created.path("success").asBoolean()).isTrue();
        assertThat(created.path("tool_name").asText()).isEqualTo("create_note");
        assertThat(created.path("result").path("payload").path("title").asText())
                .isEqualTo("plain");
        JsonNode refused = call("{\"tool_name\":\"get_note\",\"params\":{}}");
        assertThat(refused.path("success").asBoolean()).isFalse();
        assertThat(refused.path("error").asText()).contains("uid is missing");
        assertThat(call("{\"tool_name\":\"nothing\"}").path("error").asText()).isEqualTo("unknown tool: nothing");
        assertThat(call("{\"tool_name\":\"list_notes\",\"params\":[]}")
                        .path("code")
                        .asText())
                .isEqualTo("invalid_json");
        assertThat(get(server.address("/mcp/tools/list")).statusCode()).isEqualTo(401);
    }

    @Test
    void healthIsToldToAnybody() {
        assertThat(get(server.address("/healthz")).body()).isEqualTo("ok");
        for (String path : new String[] {"/health", "/mcp/health"}) {
            assertThat(Wire.json(get(server.address(path))).path("status").asText())
                    .isEqualTo("ok");
        }
    }

    @Test
    void theServerIsReadyWhenTheApiIs() {
        try (var own = TestServer.start()) {
            own.api.ready(false);
            assertThat(get(own.address("/readyz")).statusCode()).isEqualTo(503);
        }
        try (var own = TestServer.start()) {
            assertThat(get(own.address("/readyz")).statusCode()).isEqualTo(200);
        }
        try (var own = TestServer.start()) {
            own.api.close();
            assertThat(Wire.json(get(own.address("/readyz"))).path("reason").asText())
                    .isEqualTo("the API is not ready");
        }
    }

    @Test
    void withoutAnIdentityProviderNobodyIsSentToOne() {
        assertThat(get(server.address("/.well-known/oauth-protected-resource")).statusCode())
                .isEqualTo(404);
        assertThat(get(server.address("/mcp")).headers().firstValue("www-authenticate"))
                .contains("Bearer");
    }

    @Test
    void withAnIdentityProviderEachResourceNamesItself() {
        try (var own = TestServer.start(Map.of(
                "JWT_ISSUER", "https://login.example",
                "JWT_JWKS_URL", "http://127.0.0.1:1/keys",
                "JWT_AUDIENCE", "https://tools.example/mcp",
                "TOOLBRIDGE_PUBLIC_BASE_URL", "https://tools.example"))) {
            for (String path : new String[] {"", "/mcp", "/sse"}) {
                JsonNode metadata = Wire.json(get(own.address("/.well-known/oauth-protected-resource" + path)));
                assertThat(metadata.path("resource").asText()).isEqualTo("https://tools.example" + path);
                assertThat(metadata.path("authorization_servers").path(0).asText())
                        .isEqualTo("https://login.example");
            }
            assertThat(get(own.address("/mcp")).headers().firstValue("www-authenticate"))
                    .contains("Bearer resource_metadata="
                            + "\"https://tools.example/.well-known/oauth-protected-resource/mcp\"");
            assertThat(get(own.address("/bearer/mcp")).headers().firstValue("www-authenticate"))
                    .contains("Bearer");
            assertThat(get(own.address("/.well-known/oauth-protected-resource/bearer/mcp"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whatTheProviderGrantsIsWhatClientsAreToldToLogInFor() {
        try (var own = TestServer.start(Map.of(
                "JWT_ISSUER", "https://login.example",
                "JWT_JWKS_URL", "http://127.0.0.1:1/keys",
                "JWT_AUDIENCE", "https://tools.example/mcp",
                "MCP_OAUTH_SCOPES", "*:read sync"))) {
            assertThat(get(own.address("/mcp")).headers().firstValue("www-authenticate"))
                    .hasValueSatisfying(challenge ->
                            assertThat(challenge).startsWith("Bearer scope=\"*:read sync\", resource_metadata="));
            assertThat(get(own.address("/bearer/mcp")).headers().firstValue("www-authenticate"))
                    .contains("Bearer");
            assertThat(Wire.json(get(own.address("/.well-known/oauth-protected-resource/mcp")))
                            .path("scopes_supported")
                            .toString())
                    .isEqualTo("[\"*:read\",\"sync\"]");
        }
    }

    @Test
    void aResourceNeverAsksForOfflineAccess() {
        assertThatThrownBy(() -> TestServer.start(Map.of("MCP_OAUTH_SCOPES", "openid offline_access")))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("without offline_access");
    }

    @Test
    void callsAreMetered() {
        try (var own = TestServer.start(Map.of("TOOLBRIDGE_METRICS_ADDR", "127.0.0.1:0"))) {
            var wire = Wire.connected(own.address("/mcp"), TestServer.token("ann"));
            wire.result("list_notes", "{}");
            wire.result("get_note", "{}");
            String page = get(own.metricsAddress()).body();
            assertThat(page)
                    .containsPattern("tool_calls_seconds_count\\{.*outcome=\"done\",tool=\"list_notes\"} 1\\n")
                    .containsPattern("tool_calls_seconds_count\\{.*outcome=\"refused\",tool=\"get_note\"} 1\\n")
                    .containsPattern("toolbridge_mcp_sessions\\{.*} 1.0\\n");
        }
    }
}
