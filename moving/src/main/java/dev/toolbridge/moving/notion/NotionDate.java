package dev.toolbridge.moving.notion;

import dev.toolbridge.moving.text.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Dates as Notion writes them: `January 5, 2026 3:04 PM`, ISO 8601, or a range, of which the first counts.
final class NotionDate {
    private static final Pattern ARROW = Pattern.compile("\\s*(?:→|->).*", Pattern.DOTALL);
    private static final Pattern ZONE = Pattern.compile("\\s*\\([^()]{1,20}\\)$");
    private static final List<DateTimeFormatter> FORMS = List.of(
            form("MMMM d, uuuu[ h:mm a][ H:mm]"), form("MMM d, uuuu[ h:mm a][ H:mm]"), form("uuuu/MM/dd[ h:mm a][ H:mm]"));

    private NotionDate() {}

    static Optional<LocalDate> day(String text) {
        return local(text).map(LocalDateTime::toLocalDate);
    }

    /// The time, taken as UTC: an export does not say the zone.
    static Optional<Instant> time(String text) {
        return local(text).map(time -> time.toInstant(ZoneOffset.UTC)).filter(Times::inRange);
    }

    private static Optional<LocalDateTime> local(String text) {
        String first = ZONE.matcher(ARROW.matcher(text.strip()).replaceFirst("")).replaceFirst("").replaceFirst("^@", "");
        return FORMS.stream()
                .flatMap(form -> parsed(first, form).stream())
                .findFirst()
                .or(() -> Times.iso(first).map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC)));
    }

    private static Optional<LocalDateTime> parsed(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form)).filter(time -> time.getYear() >= 1);
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .toFormatter(Locale.ENGLISH);
    }
}
