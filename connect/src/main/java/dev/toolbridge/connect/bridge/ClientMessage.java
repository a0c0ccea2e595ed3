package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A line of the client. It is passed on as it was written; the bridge reads only the names in it.
///
/// @param written the text as the client wrote it
record ClientMessage(byte[] written, JsonNode json) {
    static final String INITIALIZE = "initialize";
    static final String INITIALIZED = "notifications/initialized";
    static final String CANCELLED = "notifications/cancelled";
    static final String CALL = "tools/call";
    static final String LIST = "tools/list";

    private static final String ID = "id";
    private static final String METHOD = "method";

    /// @throws JsonProcessingException if the line is not one JSON value
    static ClientMessage parse(byte[] line) throws JsonProcessingException {
        return new ClientMessage(line, Json.parse(line));
    }

    /// The method; empty for an answer and for a batch.
    String method() {
        return json.path(METHOD).asText("");
    }

    boolean has(String method) {
        return method().equals(method);
    }

    /// The ids that want an answer: those of a batch are several.
    List<JsonNode> ids() {
        Stream<JsonNode> all = json.isArray() ? StreamSupport.stream(json.spliterator(), false) : Stream.of(json);
        return all.filter(message -> message.has(METHOD) && message.has(ID))
                .map(message -> message.get(ID))
                .toList();
    }

    /// Tells if it answers a question of the server.
    boolean isReply() {
        return json.isObject() && !json.has(METHOD);
    }

    /// The revision of a request that stands alone, without a session (2026-07-28, `_meta`).
    Optional<String> ownRevision() {
        JsonNode named = json.path("params").path("_meta").path("io.modelcontextprotocol/protocolVersion");
        return Optional.of(named).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /// The object of a request that stands alone, for the header `Mcp-Name`.
    Optional<String> name() {
        String field =
                switch (method()) {
                    case CALL, "prompts/get" -> "name";
                    case "resources/read" -> "uri";
                    default -> "";
                };
        return Optional.of(json.path("params").path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }
}
