package dev.toolbridge.api.item;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Times as clients read them: RFC 3339, UTC, at most milliseconds, no trailing zeros.
public final class Times {
    private static final int FRACTION_DIGITS_MAX = 3;
    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(java.time.temporal.ChronoField.MILLI_OF_SECOND, 0, FRACTION_DIGITS_MAX, true)
            .appendLiteral('Z')
            .toFormatter(java.util.Locale.ROOT);

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,19}");
    private static final long EARLIEST_MS =
            Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST_MS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private Times() {}

    /// Milliseconds since 1970 UTC, from RFC 3339 or from their number as text. What has no year of four digits is no
    /// time, and neither is 0, which clients send for none.
    public static OptionalLong parse(String text) {
        try {
            long epochMs = NUMBER.matcher(text).matches()
                    ? Long.parseLong(text)
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
            boolean none = epochMs == 0 || epochMs < EARLIEST_MS || epochMs > LATEST_MS;
            return none ? OptionalLong.empty() : OptionalLong.of(epochMs);
        } catch (DateTimeException | ArithmeticException | NumberFormatException notATime) {
            return OptionalLong.empty();
        }
    }

    public static String rfc3339(long epochMs) {
        return RFC_3339.format(OffsetDateTime.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC));
    }
}
