package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.Field;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One argument of a tool.
///
/// @param name the name, in snake case
/// @param kind the kind of its value
/// @param oneOf the only values, if they are few
/// @param fields the fields of an object, or of each object of an array
/// @param required true if the tool refuses a call without it
public record Parameter(String name, Kind kind, List<String> oneOf, List<Parameter> fields, boolean required) {
    private static final String INSTANT_SUFFIX = "At";

    public Parameter {
        oneOf = List.copyOf(oneOf);
        fields = List.copyOf(fields);
    }

    public static Parameter optional(String name, Kind kind) {
        return new Parameter(name, kind, List.of(), List.of(), false);
    }

    public static Parameter required(String name, Kind kind) {
        return new Parameter(name, kind, List.of(), List.of(), true);
    }

    /// One of a few texts.
    public static Parameter choice(String name, Collection<String> values) {
        return new Parameter(name, Kind.TEXT, List.copyOf(values), List.of(), true);
    }

    /// An object of some of these fields.
    public static Parameter object(String name, List<Parameter> fields) {
        return new Parameter(name, Kind.OBJECT, List.of(), fields, true);
    }

    /// An array of objects with some of these fields, and with others.
    public static Parameter objects(String name, List<Parameter> fields) {
        return new Parameter(name, Kind.OBJECTS, List.of(), fields, true);
    }

    /// An array of objects, which may be left out.
    public static Parameter optionalObjects(String name, List<Parameter> fields) {
        return new Parameter(name, Kind.OBJECTS, List.of(), fields, false);
    }

    /// The parameter for a named field. A text field called `…At` holds an instant.
    public static Parameter of(Field field) {
        Kind kind =
                switch (field.type()) {
                    case TEXT -> field.name().endsWith(INSTANT_SUFFIX) ? Kind.INSTANT : Kind.TEXT;
                    case TEXTS -> Kind.TEXTS;
                    case FLAG -> Kind.FLAG;
                    case NUMBER -> Kind.NUMBER;
                    case UID -> Kind.UID;
                    case TIME -> Kind.DAY;
                };
        return optional(field.snakeName(), kind);
    }

    /// A choice that may be left open.
    public static Parameter optionalChoice(String name, Collection<String> values) {
        return new Parameter(name, Kind.TEXT, List.copyOf(values), List.of(), false);
    }

    public Parameter mandatory() {
        return new Parameter(name, kind, oneOf, fields, true);
    }

    SequencedMap<String, Object> schema() {
        if (kind == Kind.OBJECT) {
            return Schemas.bare(fields);
        }
        if (kind == Kind.OBJECTS) {
            return Schemas.of("type", "array", "items", Schemas.bare(fields));
        }
        if (!oneOf.isEmpty()) {
            return Schemas.of("type", "string", "enum", oneOf);
        }
        return kind.bareSchema();
    }

    /// The value that a client meant, as [Arguments#understood(Kind, JsonNode)] reads it.
    JsonNode understood(JsonNode given) {
        JsonNode value = Arguments.understood(kind, given);
        if (kind != Kind.OBJECTS) {
            return value;
        }
        JsonNode objects = value.deepCopy();
        objects.valueStream()
                .filter(ObjectNode.class::isInstance)
                .forEach(object -> understandFields((ObjectNode) object));
        return objects;
    }

    private void understandFields(ObjectNode object) {
        for (Parameter field : fields) {
            if (object.has(field.name())) {
                object.set(field.name(), field.understood(object.get(field.name())));
            }
        }
    }

    /// The complaint about a value, if the value is wrong.
    public Optional<String> complaint(JsonNode value) {
        if (!kind.holds(value)) {
            return Optional.of(name + " must be " + kind.expected());
        }
        return oneOf.isEmpty() || oneOf.contains(value.asText())
                ? Optional.empty()
                : Optional.of(name + " must be one of " + String.join(", ", oneOf));
    }
}
