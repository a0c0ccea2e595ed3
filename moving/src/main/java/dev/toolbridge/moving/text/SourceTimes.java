package dev.toolbridge.moving.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Times as programs write them: numbers of seconds or microseconds, also as text, and ISO 8601. Only the years 1 to
/// 9999 are times here.
public final class SourceTimes {
    private static final int YEAR_MAX = 9_999;
    private static final int NUMBER_LENGTH_MAX = 40;
    private static final int MICROS_DIGITS = 6;
    private static final int NANOS_DIGITS = 9;

    /// The digits of the largest time in microseconds, before the point.
    private static final int DIGITS_MAX = 18;

    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private static final List<DateTimeFormatter> LOCAL = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT),
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT));

    private SourceTimes() {}

    public static Optional<Instant> seconds(JsonNode value) {
        return number(value, 0);
    }

    public static Optional<Instant> microseconds(JsonNode value) {
        return number(value, MICROS_DIGITS);
    }

    /// A day, a local time, which is taken as UTC, or a time with its offset.
    public static Optional<Instant> iso(String text) {
        String stripped = text.strip();
        return day(stripped)
                .map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC))
                .or(() -> offset(stripped))
                .or(() -> local(stripped))
                .filter(SourceTimes::inRange);
    }

    /// A day as ISO 8601 writes it, and nothing else.
    public static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() >= 1 && day.getYear() <= YEAR_MAX);
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /// A time as RFC 3339 writes it, in UTC, to the millisecond.
    public static String text(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.MILLIS));
    }

    public static boolean inRange(Instant time) {
        return time.getEpochSecond() >= EARLIEST && time.getEpochSecond() <= LATEST;
    }

    private static Optional<Instant> number(JsonNode value, int digits) {
        String text = value.asText("");
        if (!(value.isNumber() || value.isTextual()) || text.isBlank() || text.length() > NUMBER_LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(text.strip());
            if (number.signum() == 0 || isOutOfAllBounds(number)) {
                return Optional.empty();
            }
            BigDecimal seconds = number.movePointLeft(digits);
            long whole = seconds.toBigInteger().longValue();
            long nanos = seconds.remainder(BigDecimal.ONE)
                    .movePointRight(NANOS_DIGITS)
                    .longValue();
            return Optional.of(Instant.ofEpochSecond(whole, nanos)).filter(SourceTimes::inRange);
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    /// Looks at the size first: a number with a large exponent must not be written out, in neither direction.
    private static boolean isOutOfAllBounds(BigDecimal number) {
        return Math.abs((long) number.scale()) > NUMBER_LENGTH_MAX || number.precision() - number.scale() > DIGITS_MAX;
    }

    private static Optional<Instant> offset(String text) {
        return parsed(text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T"), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .map(time -> OffsetDateTime.from(time).toInstant());
    }

    private static Optional<Instant> local(String text) {
        return LOCAL.stream()
                .flatMap(format -> parsed(text, format).stream())
                .findFirst()
                .map(time -> LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
    }

    private static Optional<TemporalAccessor> parsed(String text, DateTimeFormatter format) {
        try {
            return Optional.of(format.parse(text));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
