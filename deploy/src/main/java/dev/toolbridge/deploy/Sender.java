package dev.toolbridge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Sends requests to one server as one user.
public final class Sender {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String token;
    private Optional<String> session = Optional.empty();

    public Sender(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /// Makes every later request name this MCP session.
    public void useSession(String id) {
        session = Optional.of(id);
    }

    /// Sends a request and gives its answer, which must be a success.
    public HttpResponse<byte[]> send(String method, String path, Optional<JsonNode> body) {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .method(method, body.map(this::content).orElseGet(HttpRequest.BodyPublishers::noBody));
        session.ifPresent(id -> request.header("Mcp-Session-Id", id));
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + " was answered with " + answer.statusCode());
            }
            return answer;
        } catch (IOException failed) {
            throw new IllegalStateException(method + " " + path + " was not answered", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", stopped);
        }
    }

    private HttpRequest.BodyPublisher content(JsonNode body) {
        return HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body));
    }
}
