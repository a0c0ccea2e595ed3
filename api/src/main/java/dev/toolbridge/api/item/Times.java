package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as clients write and read them (RFC 3339). We write UTC, at most milliseconds, no trailing zeros.
public final class Times {
    private static final int FRACTION_DIGITS_MAX = 3;
    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(java.time.temporal.ChronoField.MILLI_OF_SECOND, 0, FRACTION_DIGITS_MAX, true)
            .appendLiteral('Z')
            .toFormatter(java.util.Locale.ROOT);

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[Tt](\\d\\d):([0-5]\\d):([0-5]\\d|60)"
            + "(?:\\.(\\d{1,1000}))?(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))");
    private static final Pattern MILLISECONDS = Pattern.compile("-?\\d{1,18}");

    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    /// The bounds of times with a year of four digits.
    public static final long EARLIEST_MS = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

    public static final long LATEST_MS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private Times() {}

    /// Milliseconds since 1970 UTC, from RFC 3339 or from their number, which may be text. A number outside
    /// the years 0000 to 9999 is no time.
    public static OptionalLong parse(JsonNode value) {
        if (value.isNumber()) {
            return milliseconds(value.decimalValue());
        }
        String text = value.isTextual() ? value.textValue() : "";
        return MILLISECONDS.matcher(text).matches() ? milliseconds(new BigDecimal(text)) : instant(text);
    }

    /// Milliseconds since 1970 UTC, from RFC 3339. A time that its offset moves outside the years 0000 to 9999
    /// is set to their end.
    public static OptionalLong instant(String text) {
        Matcher parts = INSTANT.matcher(text);
        try {
            return parts.matches() ? OptionalLong.of(epochMs(parts)) : OptionalLong.empty();
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
    }

    /// Tests for a day of the calendar: RFC 3339, `full-date`.
    public static boolean isDate(String text) {
        try {
            return DATE.matcher(text).matches() && LocalDate.parse(text).getYear() >= 0;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    public static String rfc3339(long epochMs) {
        return epochMs < EARLIEST_MS || epochMs > LATEST_MS
                ? RFC_3339.format(OffsetDateTime.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC))
                : digits(epochMs);
    }

    /// A year of four digits needs no formatter: a page has many times.
    private static String digits(long epochMs) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMs, DAY_MS));
        int ms = Math.floorMod(epochMs, (int) DAY_MS);
        var text = new StringBuilder("0000-00-00T00:00:00.000Z");
        put(text, 4, day.getYear());
        put(text, 7, day.getMonthValue());
        put(text, 10, day.getDayOfMonth());
        put(text, 13, ms / (int) HOUR_MS);
        put(text, 16, ms / (int) MINUTE_MS % 60);
        put(text, 19, ms / (int) SECOND_MS % 60);
        int fraction = ms % (int) SECOND_MS;
        put(text, 23, fraction);
        int end = fraction == 0 ? 19 : fraction % 100 == 0 ? 21 : fraction % 10 == 0 ? 22 : 23;
        text.setLength(end);
        return text.append('Z').toString();
    }

    /// Writes the digits of a number so that the last one stands before the end.
    private static void put(StringBuilder text, int end, int number) {
        int left = number;
        for (int place = end - 1; left > 0; place--) {
            text.setCharAt(place, (char) ('0' + left % 10));
            left /= 10;
        }
    }

    /// Checks the bounds first: a number with a large exponent must not be written out.
    private static OptionalLong milliseconds(BigDecimal number) {
        boolean isTime = number.compareTo(BigDecimal.valueOf(EARLIEST_MS)) >= 0
                && number.compareTo(BigDecimal.valueOf(LATEST_MS)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
        return isTime ? OptionalLong.of(number.longValueExact()) : OptionalLong.empty();
    }

    /// Second 60 is the one after second 59, leap second or not.
    private static long epochMs(Matcher parts) {
        var day = LocalDate.parse(parts.group(1)).atStartOfDay();
        LocalDateTime hour = day.withHour(Integer.parseInt(parts.group(2)));
        long localMs = hour.toInstant(ZoneOffset.UTC).toEpochMilli()
                + Integer.parseInt(parts.group(3)) * MINUTE_MS
                + Integer.parseInt(parts.group(4)) * SECOND_MS
                + fractionMs(parts.group(5));
        return Math.clamp(localMs - offsetMs(parts), EARLIEST_MS, LATEST_MS);
    }

    private static long fractionMs(String digits) {
        String padded = (digits == null ? "" : digits) + "000";
        return Long.parseLong(padded.substring(0, FRACTION_DIGITS_MAX));
    }

    private static long offsetMs(Matcher parts) {
        if (parts.group(6) == null) {
            return 0;
        }
        long ms = Integer.parseInt(parts.group(7)) * HOUR_MS + Integer.parseInt(parts.group(8)) * MINUTE_MS;
        return parts.group(6).equals("-") ? -ms : ms;
    }
}
