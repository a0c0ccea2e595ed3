package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// Reads the parameters of a method.
public final class MethodParameters {

    private MethodParameters() {}

    public static String text(ObjectNode parameters, String name) {
        JsonNode value = parameters.path(name);
        if (value.isTextual()) {
            return value.textValue();
        }
        throw ProtocolError.invalidParameters("params." + name + " must be a text");
    }

    /// An object that may be absent.
    public static ObjectNode object(ObjectNode parameters, String name) {
        JsonNode value = parameters.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Json.object();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw ProtocolError.invalidParameters("params." + name + " must be an object");
    }

    /// Parameters in the protocol's own form.
    public static <T> T as(Class<T> form, ObjectNode parameters) {
        try {
            return Json.mapper().treeToValue(parameters, form);
        } catch (JsonProcessingException | IllegalArgumentException _) {
            throw ProtocolError.invalidParameters("params are not those of " + form.getSimpleName());
        }
    }
}
