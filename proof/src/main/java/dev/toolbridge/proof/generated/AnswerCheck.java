package dev.toolbridge.proof.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.toolbridge.proof.generated.Description.Operation;
import dev.toolbridge.tests.wire.Reply;

/// Compares an answer with the description of its operation: status, media type, schema.
record AnswerCheck(SchemaCheck check) {

    /// The JSON of an answer; a missing node if it has none.
    ///
    /// @throws AssertionError if the description does not allow it
    JsonNode require(Operation operation, Reply reply) {
        JsonNode response = operation.responses().get(Integer.toString(reply.status()));
        require(response != null, operation + " does not describe the status " + reply.status());
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            require(reply.body().isEmpty(), operation + " describes no body for " + reply.status());
            return content;
        }
        String type =
                reply.header("Content-Type").orElse("none").split(";", 2)[0].strip();
        require(content.has(type), operation + " does not describe " + type + " for " + reply.status());
        if (!type.endsWith("json")) {
            return MissingNode.getInstance();
        }
        JsonNode answer = reply.json();
        check.complaint(content.path(type).path("schema"), answer).ifPresent(complaint -> {
            throw new AssertionError(operation + " answers outside its schema: " + complaint);
        });
        return answer;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
