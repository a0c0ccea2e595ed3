package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// One JSON-RPC 2.0 message from a client.
public sealed interface Message {

    /// It wants an answer.
    record Request(RequestId id, String method, ObjectNode parameters) implements Message {

        /// The members that the protocol keeps apart from the method's own.
        public ObjectNode meta() {
            return parameters.path("_meta") instanceof ObjectNode meta ? meta : parameters.objectNode();
        }

        /// What the client wants to see in messages about progress, if it wants any.
        public Optional<JsonNode> progressToken() {
            return Optional.of(meta().path("progressToken")).filter(token -> token.isTextual() || token.isNumber());
        }
    }

    /// It wants none.
    record Notification(String method, ObjectNode parameters) implements Message {}

    /// The answer to a request of ours.
    record Reply(RequestId id, Outcome outcome) implements Message {}

    /// It is none that JSON-RPC knows.
    ///
    /// @param id the id it came with, if that can be read
    record Malformed(Optional<RequestId> id, ProtocolError error) implements Message {}

    /// What a reply says.
    sealed interface Outcome {
        /// It was done.
        record Result(JsonNode value) implements Outcome {}

        /// It was not.
        record Failure(String text) implements Outcome {}
    }
}
