package dev.toolbridge.service.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// The parts that the JSON Schemas of the document are built from.
public final class Schema {
    private static final String STRING = "string";
    private static final String FORMAT = "format";

    private Schema() {}

    public static ObjectNode of(String type) {
        return Json.object().put("type", type);
    }

    public static ObjectNode text() {
        return of(STRING);
    }

    /// Text of a form; the expression is one that Java and JavaScript read alike.
    public static ObjectNode text(String pattern, int lengthMax) {
        return text().put("maxLength", lengthMax).put("pattern", pattern);
    }

    public static ObjectNode uuid() {
        return text().put(FORMAT, "uuid");
    }

    public static ObjectNode time() {
        return text().put(FORMAT, "date-time");
    }

    public static ObjectNode date() {
        return text().put(FORMAT, "date");
    }

    public static ObjectNode whole(long least) {
        return of("integer").put("minimum", least);
    }

    public static ObjectNode whole(long least, long most) {
        return whole(least).put("maximum", most);
    }

    public static ObjectNode flag() {
        return of("boolean");
    }

    /// One of these texts.
    public static ObjectNode choice(List<String> texts) {
        var schema = text();
        texts.forEach(schema.putArray("enum")::add);
        return schema;
    }

    public static ObjectNode arrayOf(ObjectNode entry) {
        return of("array").set("items", entry);
    }

    /// A value that one of the schemas takes.
    public static ObjectNode any(ObjectNode... schemas) {
        var schema = Json.object();
        List.of(schemas).forEach(schema.putArray("anyOf")::add);
        return schema;
    }

    /// A value that the schema takes, or null.
    public static ObjectNode orNull(ObjectNode schema) {
        if (!schema.has("type") || schema.has("enum")) {
            return any(schema, of("null"));
        }
        String type = schema.remove("type").textValue();
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

        /// An object that has no other members.
        public ObjectNode closed() {
            return schema().put("additionalProperties", false);
        }
    }
}
