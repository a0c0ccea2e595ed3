package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
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
/// @param fields the fields of an object, for its schema
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

    public static Parameter choice(String name, Collection<String> values) {
        return new Parameter(name, Kind.TEXT, List.copyOf(values), List.of(), true);
    }

    /// An object of some of these fields.
    public static Parameter object(String name, List<Parameter> fields) {
        return new Parameter(name, Kind.OBJECT, List.of(), fields, true);
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

    public Parameter mandatory() {
        return new Parameter(name, kind, oneOf, fields, true);
    }

    SequencedMap<String, Object> schema() {
        if (kind == Kind.OBJECT) {
            return Schemas.bare(fields);
        }
        return oneOf.isEmpty() ? kind.schema() : Schemas.of("type", "string", "enum", oneOf);
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
