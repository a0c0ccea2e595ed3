package dev.toolbridge.mcp.tool.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.mcp.tool.Kind;
import dev.toolbridge.mcp.tool.Parameter;
import dev.toolbridge.mcp.tool.ZonedTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes days and times with their weekday and zone, so that an assistant notices a wrong one. A day stays a day.
public final class Dates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ENGLISH);

    private Dates() {}

    /// Tells if items of a type have dates.
    public static boolean areIn(EntityType type) {
        return type.fields().stream().anyMatch(Dates::isDate);
    }

    /// One sentence for each date among an item's named fields.
    static List<String> said(EntityType type, ObjectNode payload) {
        return type.fields().stream()
                .flatMap(field -> spoken(field, payload).map(text -> field.name() + " is " + text + ".").stream())
                .toList();
    }

    /// The dates of an item behind its line in a list; empty without any.
    static String brief(EntityType type, ObjectNode payload) {
        String dates = type.fields().stream()
                .flatMap(field -> spoken(field, payload).stream())
                .collect(Collectors.joining(", "));
        return dates.isEmpty() ? "" : " (" + dates + ")";
    }

    private static boolean isDate(Field field) {
        Kind kind = Parameter.of(field).kind();
        return kind == Kind.DAY || kind == Kind.INSTANT;
    }

    private static Optional<String> spoken(Field field, ObjectNode payload) {
        JsonNode value = payload.path(field.name());
        return value.isTextual() && isDate(field) ? spoken(value.textValue()) : Optional.empty();
    }

    private static Optional<String> spoken(String text) {
        try {
            return text.toUpperCase(Locale.ROOT).indexOf('T') < 0
                    ? Optional.of(LocalDate.parse(text).format(DAY))
                    : ZonedTime.read(text).map(Dates::spoken);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The local time with its zone, and with the offset that a named zone has then.
    private static String spoken(ZonedTime read) {
        String zone = read.time().getZone().equals(ZoneOffset.UTC)
                ? "UTC"
                : read.time().getZone().getId();
        String offset = read.time().format(OFFSET);
        boolean isOffset = read.time().getZone().equals(read.time().getOffset());
        return read.time().format(TIME) + " (" + zone + (isOffset ? "" : ", " + offset) + ")"
                + read.repeated().map(which -> ", " + which).orElse("");
    }
}
