package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A session at an address that names a project, message by message.
final class ProjectSession implements AutoCloseable {
    private static final String REVISION = "2025-11-25";

    private final RunningSidecar sidecar;
    private final String path;
    private final String token;
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private String session = "";

    ProjectSession(RunningSidecar sidecar, String path, String token) {
        this.sidecar = sidecar;
        this.path = path;
        this.token = token;
    }

    /// Begins the session, and returns its beginning.
    JsonNode begin() {
        Reply opened = open();
        assertThat(opened.status()).as(opened::toString).isEqualTo(200);
        session = opened.header("Mcp-Session-Id").orElseThrow();
        return opened.at("/result");
    }

    /// Tries to begin a session.
    Reply open() {
        return post(
                path,
                "initialize",
                Map.of(
                        "protocolVersion",
                        REVISION,
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "bound", "version", "1")));
    }

    JsonNode result(String method, Map<String, ?> parameters) {
        Reply reply = post(path, method, parameters);
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        return reply.json().has("result") ? reply.at("/result") : reply.at("/error");
    }

    JsonNode call(String tool, Map<String, ?> arguments) {
        return result("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    String text(String tool, Map<String, ?> arguments) {
        return call(tool, arguments).at("/content/0/text").asText();
    }

    String context() {
        return resource("toolbridge://project/context");
    }

    String resource(String uri) {
        return result("resources/read", Map.of("uri", uri))
                .at("/contents/0/text")
                .asText();
    }

    Reply post(String address, String method, Map<String, ?> parameters) {
        String message = JsonValues.of(Map.of(
                        "jsonrpc", "2.0", "id", requests.incrementAndGet(), "method", method, "params", parameters))
                .toString();
        Call call = Call.of("POST", address)
                .with("Authorization", "Bearer " + token)
                .with("Accept", "application/json");
        return sidecar.server().send((session.isEmpty() ? call : call.with("Mcp-Session-Id", session)).json(message));
    }

    /// Hears the session's stream from now on.
    void listen() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(sidecar.server().address().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", session)
                .build();
        hear(request);
    }

    /// Hears of changes of the tools without a session.
    void listenStandingAlone() throws IOException, InterruptedException {
        String message = """
                {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{
                "notifications":{"toolsListChanged":true},"_meta":{
                "io.modelcontextprotocol/protocolVersion":"2026-07-28",
                "io.modelcontextprotocol/clientCapabilities":{}}}}""";
        hear(HttpRequest.newBuilder(sidecar.server().address().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", "subscriptions/listen")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build());
    }

    private void hear(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        Thread.ofVirtual().start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(heard::add);
            } catch (IOException | UncheckedIOException closed) {
                heard.add("the stream ended");
            }
        });
    }

    /// Tells if a message with this part was heard.
    boolean hasHeard(String part) {
        return heard.stream().anyMatch(line -> line.contains(part));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
