package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// What an argument may hold: how its schema says so, how a complaint says so, and the check itself.
enum Kind {
    TEXT("string", "", "a text"),
    UID("string", "", "a UUID"),
    DAY("string", "day: 2026-12-01", "a day such as 2026-12-01; a time of day goes into the …_at argument"),
    INSTANT(
            "string",
            "time with zone: 2026-12-01T15:00+01:00",
            "a time with its zone, such as 2026-12-01T15:00+01:00[Europe/Berlin]"),
    WHOLE("integer", "", "a whole number"),
    NUMBER("number", "", "a number"),
    FLAG("boolean", "", "true or false"),
    TEXTS("array", "", "an array of texts"),
    OBJECT("object", "", "an object");

    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final String jsonType;
    private final String hint;
    private final String expected;

    Kind(String jsonType, String hint, String expected) {
        this.jsonType = jsonType;
        this.hint = hint;
        this.expected = expected;
    }

    boolean holds(JsonNode value) {
        return switch (this) {
            case TEXT -> value.isTextual();
            case UID -> value.isTextual() && UUID.matcher(value.textValue()).matches();
            case DAY -> value.isTextual() && isDay(value.textValue());
            case INSTANT -> value.isTextual() && isInstant(value.textValue());
            case WHOLE -> value.isIntegralNumber() && value.canConvertToLong();
            case NUMBER -> value.isNumber();
            case FLAG -> value.isBoolean();
            case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
            case OBJECT -> value.isObject();
        };
    }

    /// How a complaint names what was expected.
    String expected() {
        return expected;
    }

    SequencedMap<String, Object> schema() {
        var type = Schemas.of("type", jsonType);
        if (this == TEXTS) {
            return Schemas.of("type", jsonType, "items", TEXT.schema());
        }
        return hint.isEmpty() ? type : Schemas.of("type", jsonType, "description", hint);
    }

    boolean isWrittenAsText() {
        return jsonType.equals("string");
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static boolean isInstant(String text) {
        try {
            ZonedDateTime.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
