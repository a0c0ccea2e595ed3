package dev.toolbridge.mcp.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// JSON Schemas in the form that every client accepts: an object at the top, uncomposed, keys in fixed order.
public final class Schemas {

    private Schemas() {}

    static SequencedMap<String, Object> of(String key, Object value) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put(key, value);
        return Collections.unmodifiableSequencedMap(schema);
    }

    static SequencedMap<String, Object> of(String key, Object value, String key2, Object value2) {
        var schema = new LinkedHashMap<>(of(key, value));
        schema.put(key2, value2);
        return Collections.unmodifiableSequencedMap(schema);
    }

    /// The schema of a tool's arguments.
    static SequencedMap<String, Object> input(List<Parameter> parameters) {
        var properties = new LinkedHashMap<String, Object>();
        parameters.forEach(parameter -> properties.put(parameter.name(), parameter.schema()));
        List<String> required = parameters.stream()
                .filter(Parameter::required)
                .map(Parameter::name)
                .toList();
        return object(properties, required);
    }

    /// The schema of an object whose fields are known from another tool of the same type.
    static SequencedMap<String, Object> bare(List<Parameter> fields) {
        var properties = new LinkedHashMap<String, Object>();
        fields.forEach(field -> properties.put(field.name(), field.schema()));
        return object(properties, List.of());
    }

    /// The schema of one item: the envelope only. Payloads are open, so that a client accepts unusual items.
    public static SequencedMap<String, Object> item() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("uid", of("type", "string"));
        properties.put("version", of("type", "integer"));
        properties.put("updatedAt", of("type", "string"));
        properties.put("payload", of("type", "object"));
        return object(properties, List.of("uid", "version", "payload"));
    }

    /// The schema of a list.
    public static SequencedMap<String, Object> list() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("items", of("type", "array", "items", of("type", "object")));
        properties.put("hasMore", of("type", "boolean"));
        properties.put("nextCursor", of("type", "string"));
        return object(properties, List.of("items", "hasMore"));
    }

    /// The schema of an answer that lists objects under that name, and may have further members.
    public static SequencedMap<String, Object> listOf(String name) {
        return object(of(name, of("type", "array", "items", of("type", "object"))), List.of(name));
    }

    private static SequencedMap<String, Object> object(SequencedMap<String, Object> properties, List<String> required) {
        var schema = new LinkedHashMap<>(of("type", "object", "properties", properties));
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return Collections.unmodifiableSequencedMap(schema);
    }
}
