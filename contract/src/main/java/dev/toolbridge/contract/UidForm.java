package dev.toolbridge.contract;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Uids as clients write them: UUIDs in any letter case (RFC 9562, section 4), with or without hyphens, in braces or as
/// `urn:uuid:`.
public final class UidForm {
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

    private static UUID uuid(String text) {
        Matcher digits = DIGITS.matcher(text.replace("-", ""));
        digits.find();
        return new UUID(
                HexFormat.fromHexDigitsToLong(digits.group(), 0, HALF),
                HexFormat.fromHexDigitsToLong(digits.group(), HALF, 2 * HALF));
    }
}
