package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// The JSON Schemas of the OpenAPI document.
final class OpenApiSchemas {

    private OpenApiSchemas() {}

    static ObjectNode string() {
        return Json.object().put("type", "string");
    }

    static ObjectNode pathParameter(String name) {
        return name.equals("uid")
                ? string().put("format", "uuid")
                : Json.object().put("type", "integer");
    }

    static ObjectNode reference(String schema) {
        return Json.object().put("$ref", "#/components/schemas/" + schema);
    }

    /// The named fields of a type; payloads are open, so that other fields are kept.
    static ObjectNode fields(EntityType type) {
        var schema = object();
        var properties = schema.putObject("properties");
        type.fields().forEach(field -> properties.set(field.name(), field(field.type())));
        return schema;
    }

    static ObjectNode item(EntityType type) {
        var schema = object();
        var properties = schema.putObject("properties");
        properties.set("uid", string().put("format", "uuid"));
        properties.putObject("version").put("type", "integer");
        properties.set("updatedAt", time());
        properties.set("deletedAt", time());
        properties.set("payload", reference(type.name() + "_fields"));
        schema.putArray("required").add("uid").add("version").add("updatedAt").add("payload");
        return schema;
    }

    static ObjectNode page(EntityType type) {
        return pageOf(reference(type.name()));
    }

    static ObjectNode history() {
        return pageOf(reference("change"));
    }

    static ObjectNode change() {
        var schema = object();
        var properties = schema.putObject("properties");
        properties.putObject("seq").put("type", "integer");
        properties.putObject("version").put("type", "integer");
        properties.set("operation", string());
        properties.set("at", time());
        properties.set("actor", object());
        properties.set("correlation_id", string());
        properties.set("metadata", object());
        properties.set("payload", object());
        return schema;
    }

    static ObjectNode error(List<ErrorCode> codes) {
        var schema = object();
        var properties = schema.putObject("properties");
        properties.set("error", string());
        var names = properties.putObject("code").put("type", "string").putArray("enum");
        codes.forEach(code -> names.add(code.wireName()));
        properties.set("correlation_id", string());
        schema.putArray("required").add("error");
        return schema;
    }

    private static ObjectNode pageOf(ObjectNode entry) {
        var schema = object();
        var properties = schema.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", entry);
        properties.set("nextCursor", string());
        properties.putObject("hasMore").put("type", "boolean");
        schema.putArray("required").add("items").add("hasMore");
        return schema;
    }

    private static ObjectNode field(FieldType type) {
        return switch (type) {
            case TEXT, TIME -> nullable("string");
            case UID -> nullable("string").put("format", "uuid");
            case FLAG -> nullable("boolean");
            case NUMBER -> nullable("number");
            case TEXTS -> nullable("array").set("items", string());
        };
    }

    private static ObjectNode nullable(String type) {
        var schema = Json.object();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static ObjectNode object() {
        return Json.object().put("type", "object");
    }

    private static ObjectNode time() {
        return string().put("format", "date-time");
    }
}
