package dev.toolbridge.api.item;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/// Times as clients read them: RFC 3339, UTC, at most milliseconds, no trailing zeros.
public final class Times {
    private static final int FRACTION_DIGITS_MAX = 3;
    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(java.time.temporal.ChronoField.MILLI_OF_SECOND, 0, FRACTION_DIGITS_MAX, true)
            .appendLiteral('Z')
            .toFormatter(java.util.Locale.ROOT);

    private Times() {}

    public static String rfc3339(long epochMs) {
        return RFC_3339.format(OffsetDateTime.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC));
    }
}
