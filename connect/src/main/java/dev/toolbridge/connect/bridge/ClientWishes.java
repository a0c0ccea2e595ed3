package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The parts of a session that live at the server and that a new session needs again: subscriptions, the level of log
/// messages; and the tools that only read, which may be called twice.
final class ClientWishes {
    private static final String SUBSCRIBE = "resources/subscribe";
    private static final String LEVEL = "logging/setLevel";

    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final Set<String> readers = ConcurrentHashMap.newKeySet();
    private volatile Optional<String> level = Optional.empty();

    /// Learns from an answer to the client.
    void learn(ClientMessage request, JsonNode answer) {
        if (!answer.has("result")) {
            return;
        }
        JsonNode parameters = request.json().path("params");
        switch (request.method()) {
            case SUBSCRIBE -> watched.add(parameters.path("uri").asText());
            case "resources/unsubscribe" ->
                watched.remove(parameters.path("uri").asText());
            case LEVEL -> level = Optional.of(parameters.path("level").asText());
            case ClientMessage.LIST -> answer.path("result").path("tools").forEach(this::learnTool);
            default -> {}
        }
    }

    private void learnTool(JsonNode tool) {
        if (tool.path("annotations").path("readOnlyHint").asBoolean(false)) {
            readers.add(tool.path("name").asText());
        }
    }

    /// Tells if a message may reach the server twice. Only calls of tools change items; one with a key of its own
    /// changes them once.
    boolean mayRepeat(ClientMessage message) {
        if (message.json().isArray()) {
            return false;
        }
        JsonNode parameters = message.json().path("params");
        return !message.has(ClientMessage.CALL)
                || readers.contains(parameters.path("name").asText())
                || parameters.path("arguments").path("idempotency_key").isTextual();
    }

    /// The resources that the client subscribed to.
    Set<String> watched() {
        return Set.copyOf(watched);
    }

    /// The requests that bring a new session to the state of the lost one, without ids.
    List<ObjectNode> requests() {
        return Stream.concat(
                        level.stream().map(name -> request(LEVEL, "level", name)),
                        watched.stream().map(uri -> request(SUBSCRIBE, "uri", uri)))
                .toList();
    }

    private static ObjectNode request(String method, String field, String value) {
        ObjectNode request = Json.object().put("method", method);
        request.putObject("params").put(field, value);
        return request;
    }
}
