package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.Optional;
import java.util.UUID;

/// The body of a process request: `{"action":…,"metadata":{}}`.
record ProcessBody(String action, Optional<JsonNode> metadata) {

    static ProcessBody parse(Request request) {
        var fields = JsonBody.parse(request).fieldsOrRefuse();
        JsonNode metadata = fields.path("metadata");
        if (!metadata.isMissingNode() && !metadata.isNull() && !metadata.isObject()) {
            throw Refusal.of(ErrorCode.INVALID_FIELD, "field metadata must be an object")
                    .fact("field", "metadata");
        }
        return new ProcessBody(
                fields.path("action").asText(""), Optional.of(metadata).filter(JsonNode::isObject));
    }

    Mutation.Process mutation(UUID uid) {
        return new Mutation.Process(uid, action, metadata);
    }
}
