package dev.toolbridge.identity.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.util.Optional;

/// The body of a command: a JSON object.
record Command(JsonNode body) {

    static Command of(Request request) {
        try {
            return new Command(request.body().length == 0 ? Json.object() : Json.parse(request.body()));
        } catch (JsonProcessingException malformed) {
            throw Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON");
        }
    }

    Optional<String> find(String name) {
        JsonNode value = body.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    String require(String name) {
        return find(name).orElseThrow(() -> ControlRefusal.wrong(name + " must be a text"));
    }

    long number(String name, long otherwise) {
        return body.path(name).asLong(otherwise);
    }
}
