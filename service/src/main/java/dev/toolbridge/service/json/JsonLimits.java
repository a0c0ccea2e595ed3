package dev.toolbridge.service.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// The limits within which the database keeps a payload unchanged: depth, numbers, characters, size.
public final class JsonLimits {
    private static final int DIGITS_MAX = 1_000;
    private static final int EXPONENT_MAX = 1_000;

    private JsonLimits() {}

    /// Says what is wrong with a value, if anything is.
    public static Optional<String> complaint(JsonNode value) {
        return complaint(value, 1);
    }

    private static Optional<String> complaint(JsonNode value, int depth) {
        if (value.isContainerNode()) {
            return depth > Json.DEPTH_MAX
                    ? Optional.of("nested deeper than " + Json.DEPTH_MAX + " levels")
                    : complaintInside(value, depth);
        }
        if (value.isTextual()) {
            return complaint(value.textValue());
        }
        return value.isNumber() ? complaint(value.decimalValue()) : Optional.empty();
    }

    private static Optional<String> complaintInside(JsonNode container, int depth) {
        for (Map.Entry<String, JsonNode> field : container.properties()) {
            var complaint = complaint(field.getKey());
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        for (JsonNode child : container) {
            var complaint = complaint(child, depth + 1);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> complaint(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("a text holds the character \\u0000");
        }
        return hasLoneSurrogate(text) ? Optional.of("a text holds a surrogate without its pair") : Optional.empty();
    }

    private static boolean hasLoneSurrogate(String text) {
        int place = 0;
        while (place < text.length()) {
            int point = text.codePointAt(place);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return true;
            }
            place += Character.charCount(point);
        }
        return false;
    }

    private static Optional<String> complaint(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale() - 1;
        boolean tooLong = number.precision() > DIGITS_MAX;
        boolean tooFar =
                Math.abs(exponent) > EXPONENT_MAX || Math.abs((long) number.scale()) > EXPONENT_MAX + DIGITS_MAX;
        return tooLong || tooFar
                ? Optional.of("a number has more than " + DIGITS_MAX + " digits or an exponent beyond ±" + EXPONENT_MAX)
                : Optional.empty();
    }

    /// The bytes of PostgreSQL's own text of this value: it writes a space after each colon and comma.
    public static long storedLength(JsonNode value) {
        return storedLength(value, Json.bytes(value).length);
    }

    /// The same for a value whose own text is known to have so many bytes.
    public static long storedLength(JsonNode value, int length) {
        return length + separators(value);
    }

    private static long separators(JsonNode value) {
        if (!value.isContainerNode()) {
            return 0;
        }
        long commas = Math.max(0L, value.size() - 1L);
        long count = value.isObject() ? commas + value.size() : commas;
        for (JsonNode child : value) {
            count += separators(child);
        }
        return count;
    }
}
