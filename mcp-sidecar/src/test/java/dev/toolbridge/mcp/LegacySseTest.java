package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// HTTP with server-sent events, as it appears on the wire.
class LegacySseTest {
    @Sidecar
    private static TestServer server;

    private static EventReader open(String user) {
        return EventReader.open(HttpRequest.newBuilder(server.address("/sse"))
                .header("Authorization", "Bearer " + TestServer.token(user))
                .build());
    }

    private static HttpResponse<String> post(String endpoint, String user, String message) {
        return Wire.send(HttpRequest.newBuilder(server.address(endpoint))
                .header("Authorization", "Bearer " + TestServer.token(user))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message))
                .build());
    }

    private static String initialize(int id) {
        return """
                {"jsonrpc":"2.0","id":%s,"method":"initialize","params":{"protocolVersion":"2024-11-05",\
                "capabilities":{},"clientInfo":{"name":"old","version":"0"}}}""".formatted(id);
    }

    @Test
    void theFirstEventSaysWhereToPostAndAnswersComeThroughTheStream() {
        try (var events = open("ann")) {
            String endpoint = events.data();
            assertThat(endpoint).startsWith("/messages?sessionId=");
            HttpResponse<String> response = post(endpoint, "ann", initialize(1));
            assertThat(response.statusCode()).isEqualTo(202);
            JsonNode answer = events.message();
            assertThat(answer.path("id").asInt()).isEqualTo(1);
            assertThat(answer.path("result").path("protocolVersion").asText()).isEqualTo("2024-11-05");
        }
    }

    @Test
    void initializeComesFirstAndOnce() {
        try (var events = open("ann")) {
            String endpoint = events.data();
            post(endpoint, "ann", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
            assertThat(events.message().path("error").path("code").asInt()).isEqualTo(-32600);
            post(endpoint, "ann", initialize(2));
            assertThat(events.message().has("result")).isTrue();
            post(endpoint, "ann", initialize(3));
            assertThat(events.message().path("error").path("code").asInt()).isEqualTo(-32600);
        }
    }

    @Test
    void anotherUserCannotPostIntoTheSession() {
        try (var events = open("ann")) {
            assertThat(post(events.data(), "bob", initialize(1)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void badMessagesAreRefusedWhereTheyArePosted() {
        try (var events = open("ann")) {
            String endpoint = events.data();
            assertThat(post(endpoint, "ann", "{").statusCode()).isEqualTo(400);
            assertThat(post(endpoint, "ann", "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(post("/messages", "ann", initialize(1)).statusCode()).isEqualTo(400);
            assertThat(post("/messages?sessionId=x", "ann", initialize(1)).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theStreamShowsThatItLives() {
        try (var events = open("ann")) {
            events.data();
            for (int comments = 0; comments < 2; ) {
                comments += events.line().orElseThrow().equals(":") ? 1 : 0;
            }
        }
    }

    @Test
    void behindAProxyTheEndpointHasItsPath() {
        try (var behind = TestServer.start(java.util.Map.of("TOOLBRIDGE_PUBLIC_BASE_URL", "https://tools.example/tb"));
                var events = EventReader.open(HttpRequest.newBuilder(behind.address("/sse"))
                        .header("Authorization", "Bearer " + TestServer.token("ann"))
                        .build())) {
            String endpoint = events.data();
            assertThat(URI.create("https://tools.example/tb/sse")
                            .resolve(endpoint)
                            .getPath())
                    .isEqualTo("/tb/messages");
        }
    }
}
