package dev.toolbridge.api.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// What the JSON Schemas of the document are built from.
public final class Schema {

    private Schema() {}

    public static ObjectNode of(String type) {
        return Json.object().put("type", type);
    }

    public static ObjectNode uuid() {
        return of("string").put("format", "uuid");
    }

    public static ObjectNode time() {
        return of("string").put("format", "date-time");
    }

    public static ObjectNode arrayOf(ObjectNode entry) {
        return of("array").set("items", entry);
    }

    /// A value of that type, or null.
    public static ObjectNode nullable(String type) {
        var schema = Json.object();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    /// One of the document's own schemas.
    public static ObjectNode reference(String name) {
        return Json.object().put("$ref", "#/components/schemas/" + name);
    }

    /// An object that must have these members.
    public static Members object(String... required) {
        return new Members(Json.object(), List.of(required));
    }

    /// The members of an object, named one after the other.
    public record Members(ObjectNode properties, List<String> required) {

        public Members {
            required = List.copyOf(required);
        }

        public Members with(String name, ObjectNode schema) {
            properties.set(name, schema);
            return this;
        }

        public ObjectNode schema() {
            var schema = of("object");
            schema.set("properties", properties);
            if (!required.isEmpty()) {
                var names = schema.putArray("required");
                required.forEach(names::add);
            }
            return schema;
        }
    }
}
