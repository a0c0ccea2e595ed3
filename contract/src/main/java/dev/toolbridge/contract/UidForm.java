package dev.toolbridge.contract;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Uids as clients write them: UUIDs in any letter case (RFC 9562, section 4), with or without hyphens, in braces or as
/// `urn:uuid:`. And uids as programs of ours make them.
public final class UidForm {
    private static final long VERSION_7 = 0x7000;
    private static final long FRACTIONS = 0x1000;
    private static final long NANOS_OF_MILLISECOND = 1_000_000;

    private static final String HEXADECIMAL =
            "(?:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}" + "-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32})";
    private static final Pattern FORM =
            Pattern.compile(HEXADECIMAL + "|(?i:urn:uuid:)" + HEXADECIMAL + "|\\{" + HEXADECIMAL + "\\}");
    private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final int HALF = 16;

    private UidForm() {}

    /// The uid that a text is, if it has one of these forms.
    public static Optional<UUID> read(String text) {
        return FORM.matcher(text).matches() ? Optional.of(uuid(text)) : Optional.empty();
    }

    /// A new uid: a time-ordered UUID (RFC 9562, section 5.7), so that what is made at one time lies together
    /// in primary keys, with parts of a millisecond as section 6.2, method 3, has them. The 62 bits after it
    /// cannot be guessed.
    public static UUID fresh(Instant now) {
        long fraction =
                now.getLong(ChronoField.NANO_OF_SECOND) % NANOS_OF_MILLISECOND * FRACTIONS / NANOS_OF_MILLISECOND;
        long time = now.toEpochMilli() << Short.SIZE | VERSION_7 | fraction;
        return new UUID(time, UUID.randomUUID().getLeastSignificantBits());
    }

    private static UUID uuid(String text) {
        Matcher digits = DIGITS.matcher(text.replace("-", ""));
        digits.find();
        return new UUID(
                HexFormat.fromHexDigitsToLong(digits.group(), 0, HALF),
                HexFormat.fromHexDigitsToLong(digits.group(), HALF, 2 * HALF));
    }
}
