package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// Reads and writes JSON-RPC 2.0 messages.
public final class Messages {
    private static final String JSONRPC = "jsonrpc";
    private static final String VERSION = "2.0";

    private Messages() {}

    /// The content of a body: one message, or a batch of them (revision 2025-03-26 only).
    public sealed interface Body {

        /// The id of the request in it, if it can be read; of a batch the first.
        Optional<RequestId> id();

        /// One message.
        record One(Message message) implements Body {

            @Override
            public Optional<RequestId> id() {
                return Messages.id(message);
            }
        }

        /// Several messages, which are answered together.
        record Batch(List<Message> messages) implements Body {

            public Batch {
                messages = List.copyOf(messages);
            }

            @Override
            public Optional<RequestId> id() {
                return messages.stream()
                        .map(Messages::id)
                        .flatMap(Optional::stream)
                        .findFirst();
            }
        }
    }

    /// Reads a body.
    public static Body parse(byte[] body) {
        try {
            return switch (Json.parse(body)) {
                case ArrayNode batch
                when !batch.isEmpty() ->
                    new Body.Batch(batch.valueStream().map(Messages::message).toList());
                case JsonNode one -> new Body.One(message(one));
            };
        } catch (JsonProcessingException malformed) {
            return new Body.One(new Message.Malformed(Optional.empty(), ProtocolError.parse()));
        }
    }

    /// The id under which the sender of a message waits for an answer, if it waits.
    private static Optional<RequestId> id(Message message) {
        return switch (message) {
            case Message.Request request -> Optional.of(request.id());
            case Message.Malformed malformed -> malformed.id();
            case Message.Notification _, Message.Reply _ -> Optional.empty();
        };
    }

    private static Message message(JsonNode node) {
        try {
            return wellFormed(node);
        } catch (ProtocolError error) {
            return new Message.Malformed(RequestId.of(node.path("id")), error);
        }
    }

    private static Message wellFormed(JsonNode node) {
        if (!VERSION.equals(node.path(JSONRPC).textValue())) {
            throw ProtocolError.invalidRequest("a message must be an object with \"jsonrpc\":\"2.0\"");
        }
        JsonNode method = node.path("method");
        if (method.isMissingNode()) {
            return reply(node);
        }
        if (!method.isTextual()) {
            throw ProtocolError.invalidRequest("method must be a text");
        }
        return node.has("id")
                ? new Message.Request(id(node), method.textValue(), parameters(node))
                : new Message.Notification(method.textValue(), parameters(node));
    }

    private static Message reply(JsonNode node) {
        if (node.has("result")) {
            return new Message.Reply(id(node), new Message.Outcome.Result(node.get("result")));
        }
        if (node.has("error")) {
            String text = node.path("error").path("message").asText("");
            return new Message.Reply(id(node), new Message.Outcome.Failure(text));
        }
        throw ProtocolError.invalidRequest("a message must have a method, a result or an error");
    }

    private static RequestId id(JsonNode node) {
        return RequestId.of(node.path("id"))
                .orElseThrow(() -> ProtocolError.invalidRequest("id must be a text or a whole number"));
    }

    private static ObjectNode parameters(JsonNode node) {
        JsonNode parameters = node.path("params");
        if (parameters.isMissingNode()) {
            return Json.object();
        }
        if (parameters instanceof ObjectNode object) {
            return object;
        }
        throw ProtocolError.invalidRequest("params must be an object");
    }

    public static ObjectNode result(RequestId id, ObjectNode result) {
        var message = envelope();
        message.set("id", id.value());
        message.set("result", result);
        return message;
    }

    /// An error; its id is null when that of the request could not be read (JSON-RPC 2.0, section 5).
    public static ObjectNode error(Optional<RequestId> id, ProtocolError error) {
        var message = envelope();
        message.set("id", id.map(RequestId::value).orElse(message.nullNode()));
        var body = message.putObject("error");
        body.put("code", error.code()).put("message", error.getMessage());
        if (!error.data().isEmpty()) {
            body.set("data", error.data());
        }
        return message;
    }

    /// The notification that a resource has changed.
    public static ObjectNode updated(String uri) {
        return notification("notifications/resources/updated", Json.object().put("uri", uri));
    }

    /// The notification that the list of tools has changed.
    public static ObjectNode toolsChanged() {
        return notification("notifications/tools/list_changed", Json.object());
    }

    public static ObjectNode notification(String method, ObjectNode parameters) {
        return envelope().put("method", method).set("params", parameters);
    }

    public static ObjectNode request(RequestId id, String method, ObjectNode parameters) {
        var message = envelope();
        message.set("id", id.value());
        return message.put("method", method).set("params", parameters);
    }

    private static ObjectNode envelope() {
        return Json.object().put(JSONRPC, VERSION);
    }
}
