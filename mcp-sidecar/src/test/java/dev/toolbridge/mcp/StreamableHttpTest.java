package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Streamable HTTP, seen from the wire.
class StreamableHttpTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Wire client() {
        return Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    @Test
    void initializeAgreesOnTheClientsRevisionAndOpensASession() {
        var wire = new Wire(server.address("/mcp"), TestServer.token("ann"));
        HttpResponse<String> response = wire.initialize("2025-06-18");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        JsonNode result = Wire.json(response).path("result");
        assertThat(result.path("protocolVersion").asText()).isEqualTo("2025-06-18");
        assertThat(result.path("serverInfo").path("name").asText()).isEqualTo("toolbridge");
        assertThat(result.path("capabilities").has("tools")).isTrue();
        assertThat(wire.session()).matches("[\\x21-\\x7E]{32,}");
    }

    @Test
    void toolsAreListedAndCalled() {
        var wire = client();
        JsonNode tools = Wire.json(wire.post(wire.request("tools/list", "{}")))
                .path("result")
                .path("tools");
        assertThat(tools).hasSize(40);
        JsonNode result = wire.result("create_note", "{\"title\":\"Hello\",\"tags\":[\"a\"]}");
        assertThat(result.path("isError").asBoolean()).isFalse();
        String uid = result.path("structuredContent").path("uid").asText();
        JsonNode read = wire.result("get_note", "{\"uid\":\"" + uid + "\"}");
        assertThat(read.path("structuredContent").path("payload").path("title").asText())
                .isEqualTo("Hello");
    }
}
