package dev.toolbridge.api.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// One operation of a JSON Patch (RFC 6902, section 4).
public sealed interface PatchOperation {

    /// A JSON Pointer to the place (RFC 6901).
    String path();

    /// Puts a value at a place that had none; in an array it moves the values behind it.
    record Add(String path, JsonNode value) implements PatchOperation {}

    /// Takes a value away; in an array the values behind it move up.
    record Remove(String path) implements PatchOperation {}

    /// Puts a value in the place of another.
    record Replace(String path, JsonNode value) implements PatchOperation {}

    /// The operation as clients read it.
    default ObjectNode json() {
        return switch (this) {
            case Add add -> named("add").set("value", add.value());
            case Remove _ -> named("remove");
            case Replace replace -> named("replace").set("value", replace.value());
        };
    }

    private ObjectNode named(String name) {
        return Json.object().put("op", name).put("path", path());
    }
}
