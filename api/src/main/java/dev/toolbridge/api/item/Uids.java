package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Uids as clients write them: UUIDs in any letter case (RFC 9562, section 4), with or without hyphens, in braces or as
/// `urn:uuid:`.
public final class Uids {
    /// The longest form; what is longer is no uid.
    public static final int LENGTH_MAX = 45;

    /// The forms as a regular expression that JSON Schema reads as well.
    public static final String FORM = form(
            "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}", "[0-9A-Fa-f]{32}");

    private static final Pattern WRITTEN = Pattern.compile(FORM);
    private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final int HALF = 16;

    private Uids() {}

    public static Optional<UUID> parse(String text) {
        return WRITTEN.matcher(text).matches() ? Optional.of(uuid(text)) : Optional.empty();
    }

    /// The uid that a JSON text is; any other value is none.
    public static Optional<UUID> parse(JsonNode value) {
        return Optional.ofNullable(value.textValue()).flatMap(Uids::parse);
    }

    private static UUID uuid(String text) {
        Matcher digits = DIGITS.matcher(text.replace("-", ""));
        digits.find();
        return new UUID(
                HexFormat.fromHexDigitsToLong(digits.group(), 0, HALF),
                HexFormat.fromHexDigitsToLong(digits.group(), HALF, 2 * HALF));
    }

    private static String form(String hyphenated, String plain) {
        String either = "(?:" + hyphenated + "|" + plain + ")";
        return "^(?:" + either + "|[Uu][Rr][Nn]:[Uu][Uu][Ii][Dd]:" + either + "|\\{" + either + "\\})$";
    }
}
