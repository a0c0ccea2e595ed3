package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Uids as clients write them: UUIDs in any letter case (RFC 9562, section 4), with or without hyphens, in braces or as
/// `urn:uuid:`.
public final class Uids {
    private static final String HEXADECIMAL =
            "(?:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}" + "-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32})";
    private static final Pattern FORM =
            Pattern.compile(HEXADECIMAL + "|(?i:urn:uuid:)" + HEXADECIMAL + "|\\{" + HEXADECIMAL + "\\}");
    private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final int HALF = 16;

    private static final long VERSION_7 = 0x7000;
    private static final long FRACTIONS = 0x1000;
    private static final long NANOS_OF_MILLISECOND = 1_000_000;

    private Uids() {}

    /// A new uid: a time-ordered UUID (RFC 9562, section 5.7), so that the items of one time lie together in the
    /// primary keys, with parts of a millisecond as section 6.2, method 3, has them. The 62 bits after it cannot be
    /// guessed.
    public static UUID fresh(Instant now) {
        long fraction =
                now.getLong(ChronoField.NANO_OF_SECOND) % NANOS_OF_MILLISECOND * FRACTIONS / NANOS_OF_MILLISECOND;
        long time = now.toEpochMilli() << Short.SIZE | VERSION_7 | fraction;
        return new UUID(time, UUID.randomUUID().getLeastSignificantBits());
    }

    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(uuid(text)) : Optional.empty();
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
}
