package dev.toolbridge.identity.workos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.identity.state.WorkosRefusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.util.Optional;

/// The body of a change: a JSON object. A member that is null counts as absent.
record Body(JsonNode members) {

    static Body of(Request request) {
        try {
            var members = request.body().length == 0 ? Json.object() : Json.parse(request.body());
            if (members.isObject()) {
                return new Body(members);
            }
        } catch (JsonProcessingException malformed) {
            throw new WorkosRefusal(400, "invalid_json", "the body is not JSON");
        }
        throw new WorkosRefusal(400, "invalid_json", "the body must be a JSON object");
    }

    Optional<JsonNode> find(String name) {
        JsonNode value = members.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /// A text of one character at least.
    Optional<String> text(String name, int lengthMax) {
        var text = find(name).map(value -> value.isTextual() ? value.textValue() : "");
        text.ifPresent(given -> {
            if (given.isBlank() || given.length() > lengthMax) {
                throw WorkosRefusal.ofField(
                        name, name + " must be a text of 1 to " + lengthMax + " characters, and not blank");
            }
        });
        return text;
    }

    String requireText(String name, int lengthMax) {
        return text(name, lengthMax).orElseThrow(() -> WorkosRefusal.ofField(name, name + " is required"));
    }

    int whole(String name, int otherwise) {
        var number = find(name);
        if (number.filter(value -> !value.isIntegralNumber() || !value.canConvertToInt())
                .isPresent()) {
            throw WorkosRefusal.ofField(name, name + " must be a whole number");
        }
        return number.map(JsonNode::intValue).orElse(otherwise);
    }
}
