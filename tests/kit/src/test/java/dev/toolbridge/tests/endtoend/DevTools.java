package dev.toolbridge.tests.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.JsonValues;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The connection that reads a browser's page and types into it: commands and their answers.
final class DevTools implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final String REPLACED = "Inspected target navigated or closed";

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    DevTools(URI page) {
        this.socket = http.newWebSocketBuilder().buildAsync(page, new Answers()).join();
    }

    /// The page went away before it answered.
    static final class PageReplaced extends AssertionError {
        private static final long serialVersionUID = 1;

        private PageReplaced(String text) {
            super(text);
        }
    }

    /// Sends a command, and waits for its result.
    JsonNode send(String method, Map<String, Object> parameters) {
        int id = ids.incrementAndGet();
        var command = JsonValues.of(Map.of("id", id, "method", method, "params", parameters));
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        socket.sendText(command.toString(), true).join();
        JsonNode message =
                answer.orTimeout(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS).join();
        if (message.has("error")) {
            String text = method + " " + parameters + ": " + message;
            throw message.at("/error/message").asText().equals(REPLACED)
                    ? new PageReplaced(text)
                    : new AssertionError(text);
        }
        return message.path("result");
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    /// Joins long messages, which arrive in parts.
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode message = JsonValues.parse(text.toString());
                text.setLength(0);
                if (message.has("id")) {
                    waiting.remove(message.path("id").asInt()).complete(message);
                }
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
