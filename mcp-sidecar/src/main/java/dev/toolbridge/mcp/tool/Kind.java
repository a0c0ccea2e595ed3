package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.UidForm;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ValueRange;
import java.util.SequencedMap;

/// The kind of an argument's value: the words for it in schemas and in complaints, and the check itself.
public enum Kind {
    TEXT("string", "a text"),
    UID("string", "a UUID"),
    DAY("string", "a day such as 2026-12-01; a time of day goes into the …_at argument"),
    INSTANT("string", "a time with its zone, such as 2026-12-01T15:00+01:00[Europe/Berlin]"),
    WHOLE("integer", "a whole number"),
    NUMBER("number", "a number"),
    FLAG("boolean", "true or false"),
    TEXTS("array", "an array of texts"),
    OBJECT("object", "an object"),
    OBJECTS("array", "an array of objects"),

    /// An object with any members: a schema cannot name them, and some clients refuse nameless objects.
    JSON_OBJECT("string", "an object, or its JSON text");

    /// The years that four digits can write (RFC 3339, section 1).
    private static final ValueRange YEARS = ValueRange.of(1, 9999);

    private final String jsonType;
    private final String expected;

    Kind(String jsonType, String expected) {
        this.jsonType = jsonType;
        this.expected = expected;
    }

    boolean holds(JsonNode value) {
        return switch (this) {
            case TEXT -> value.isTextual();
            case UID -> value.isTextual() && UidForm.read(value.textValue()).isPresent();
            case DAY -> value.isTextual() && isDay(value.textValue());
            case INSTANT -> value.isTextual() && isInstant(value.textValue());
            case WHOLE -> WholeNumber.of(value).isPresent();
            case NUMBER -> value.isNumber();
            case FLAG -> value.isBoolean();
            case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            case OBJECT, JSON_OBJECT -> value.isObject();
            case OBJECTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isObject);
        };
    }

    /// The name of the expected kind in a complaint.
    String expected() {
        return expected;
    }

    /// The schema of a value.
    SequencedMap<String, Object> bareSchema() {
        return this == TEXTS ? Schemas.of("type", jsonType, "items", TEXT.bareSchema()) : Schemas.of("type", jsonType);
    }

    boolean isWrittenAsText() {
        return jsonType.equals("string") && this != JSON_OBJECT;
    }

    private static boolean isDay(String text) {
        try {
            return YEARS.isValidIntValue(LocalDate.parse(text).getYear());
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static boolean isInstant(String text) {
        try {
            return YEARS.isValidIntValue(ZonedDateTime.parse(text).getYear());
        } catch (DateTimeException _) {
            return false;
        }
    }
}
