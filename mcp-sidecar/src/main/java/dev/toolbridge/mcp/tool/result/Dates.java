package dev.toolbridge.mcp.tool.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.mcp.tool.Kind;
import dev.toolbridge.mcp.tool.Parameter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes days and instants with their weekday and zone, so that an assistant notices a wrong one.
final class Dates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE uuuu-MM-dd", Locale.ENGLISH);
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("EEEE uuuu-MM-dd HH:mm:ss VV (xxx)", Locale.ENGLISH);

    private Dates() {}

    /// One sentence for each date among an item's named fields.
    static List<String> said(EntityType type, ObjectNode payload) {
        return type.fields().stream()
                .flatMap(field -> said(field, payload).stream())
                .toList();
    }

    private static Optional<String> said(Field field, ObjectNode payload) {
        Kind kind = Parameter.of(field).kind();
        JsonNode value = payload.path(field.name());
        if (!value.isTextual() || (kind != Kind.DAY && kind != Kind.INSTANT)) {
            return Optional.empty();
        }
        return spoken(value.textValue()).map(text -> field.name() + " is " + text + ".");
    }

    private static Optional<String> spoken(String text) {
        try {
            return Optional.of(
                    text.toUpperCase(Locale.ROOT).indexOf('T') < 0
                            ? LocalDate.parse(text).format(DAY)
                            : ZonedDateTime.parse(text).format(INSTANT));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
