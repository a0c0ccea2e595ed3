package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// Takes apart the parameters of a method.
final class Params {

    private Params() {}

    static String text(ObjectNode params, String name) {
        JsonNode value = params.path(name);
        if (value.isTextual()) {
            return value.textValue();
        }
        throw ProtocolError.invalidParams("params." + name + " must be a text");
    }

    /// An object that may be left out.
    static ObjectNode object(ObjectNode params, String name) {
        JsonNode value = params.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Json.object();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw ProtocolError.invalidParams("params." + name + " must be an object");
    }

    /// Parameters in the protocol's own form.
    static <T> T as(Class<T> form, ObjectNode params) {
        try {
            return Json.mapper().treeToValue(params, form);
        } catch (JsonProcessingException | IllegalArgumentException _) {
            throw ProtocolError.invalidParams("params are not those of " + form.getSimpleName());
        }
    }
}
