package dev.toolbridge.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// Speaks Streamable HTTP by hand, so that tests see every header and byte.
final class Wire {
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final String EVENT = "event: message\ndata: ";

    private final URI address;
    private final String token;
    private final AtomicInteger ids = new AtomicInteger();
    private Optional<String> session = Optional.empty();

    Wire(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /// A client that has initialized.
    static Wire connected(URI address, String token) {
        var wire = new Wire(address, token);
        wire.initialize("2025-11-25");
        return wire;
    }

    HttpResponse<String> initialize(String revision) {
        var introduction = Json.object().put("protocolVersion", revision);
        introduction.putObject("capabilities");
        introduction.putObject("clientInfo").put("name", "wire").put("version", "1");
        HttpResponse<String> response = post(request("initialize", Json.text(introduction)));
        session = response.headers().firstValue("mcp-session-id");
        return response;
    }

    String session() {
        return session.orElseThrow();
    }

    void useSession(String id) {
        session = Optional.of(id);
    }

    ObjectNode request(String method, String parameters) {
        try {
            var message = Json.object()
                    .put("jsonrpc", "2.0")
                    .put("id", ids.incrementAndGet())
                    .put("method", method);
            return message.set("params", Json.parse(parameters.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    ObjectNode call(String tool, String arguments) {
        return request("tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
    }

    /// Calls a tool and returns its result.
    JsonNode result(String tool, String arguments) {
        return json(post(call(tool, arguments))).path("result");
    }

    /// Calls a tool that refuses, and returns its text.
    String refusal(String tool, String arguments) {
        JsonNode result = result(tool, arguments);
        if (!result.path("isError").asBoolean()) {
            throw new AssertionError("not refused: " + result);
        }
        return result.path("content").path(0).path("text").asText();
    }

    HttpResponse<String> post(JsonNode message) {
        return send(builder()
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(message)))
                .build());
    }

    CompletableFuture<HttpResponse<String>> postAsync(JsonNode message) {
        return HTTP.sendAsync(
                builder()
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(message)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// A request with all the headers a client sends.
    HttpRequest.Builder builder() {
        var builder = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        session.ifPresent(id -> builder.header("Mcp-Session-Id", id));
        return builder;
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /// The body, or the last event of a stream.
    static JsonNode json(HttpResponse<String> response) {
        String body = response.body();
        String json = body.contains(EVENT) ? body.substring(body.lastIndexOf(EVENT) + EVENT.length()) : body;
        try {
            return Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("not JSON: " + response.statusCode() + " " + response.body(), malformed);
        }
    }
}
