package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// One JSON-RPC 2.0 message from a client.
public sealed interface Message {

    /// A message that requires an answer.
    record Request(RequestId id, String method, ObjectNode parameters) implements Message {

        /// The members that the protocol keeps apart from the method's own.
        public ObjectNode meta() {
            return parameters.path("_meta") instanceof ObjectNode meta ? meta : parameters.objectNode();
        }

        /// The token that names the request in messages about progress, if the client wants them.
        public Optional<JsonNode> progressToken() {
            return Optional.of(meta().path("progressToken"))
                    .filter(token -> token.isTextual() || token.isNumber())
                    .filter(RequestId::isWithinLimits);
        }
    }

    /// A message without an answer.
    record Notification(String method, ObjectNode parameters) implements Message {}

    /// The answer to a request of ours.
    record Reply(RequestId id, Outcome outcome) implements Message {}

    /// A message that is not valid JSON-RPC.
    ///
    /// @param id the id of the message, if it can be read
    record Malformed(Optional<RequestId> id, ProtocolError error) implements Message {}

    /// The content of a reply.
    sealed interface Outcome {
        /// The request was carried out.
        record Result(JsonNode value) implements Outcome {}

        /// The request failed.
        record Failure(String text) implements Outcome {}
    }
}
