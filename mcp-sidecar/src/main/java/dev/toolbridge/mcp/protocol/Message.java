package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One JSON-RPC 2.0 message from a client.
public sealed interface Message {

    /// It wants an answer.
    record Request(RequestId id, String method, ObjectNode params) implements Message {

        /// The members that the protocol keeps apart from the method's own.
        public ObjectNode meta() {
            return params.path("_meta") instanceof ObjectNode meta ? meta : params.objectNode();
        }
    }

    /// It wants none.
    record Notification(String method, ObjectNode params) implements Message {}

    /// The answer to a request of ours.
    record Reply(RequestId id, Outcome outcome) implements Message {}

    /// What a reply says.
    sealed interface Outcome {
        record Result(JsonNode value) implements Outcome {}

        record Failure(String text) implements Outcome {}
    }
}
