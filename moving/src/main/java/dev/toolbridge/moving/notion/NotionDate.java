package dev.toolbridge.moving.notion;

import dev.toolbridge.moving.text.SourceTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Dates as Notion writes them: `January 5, 2026 3:04 PM`, ISO 8601, or a range, of which the first counts.
final class NotionDate {
    private static final Pattern ARROW = Pattern.compile("\\s*(?:→|->).*", Pattern.DOTALL);
    private static final Pattern ZONE = Pattern.compile("\\s*\\([^()]{1,20}\\)$");
    private static final List<DateTimeFormatter> TIMES = List.of(
            form("MMMM d, uuuu h:mm a"),
            form("MMMM d, uuuu H:mm"),
            form("MMM d, uuuu h:mm a"),
            form("uuuu/MM/dd H:mm"));
    private static final List<DateTimeFormatter> DAYS =
            List.of(form("MMMM d, uuuu"), form("MMM d, uuuu"), form("uuuu/MM/dd"));

    private NotionDate() {}

    static Optional<LocalDate> day(String text) {
        return local(text).map(LocalDateTime::toLocalDate);
    }

    /// The time, taken as UTC: an export does not say the zone.
    static Optional<Instant> time(String text) {
        return local(text).map(time -> time.toInstant(ZoneOffset.UTC)).filter(SourceTimes::inRange);
    }

    private static Optional<LocalDateTime> local(String text) {
        String first = ZONE.matcher(ARROW.matcher(text.strip()).replaceFirst(""))
                .replaceFirst("")
                .replaceFirst("^@", "");
        return parsed(first, TIMES, LocalDateTime::from)
                .or(() -> parsed(first, DAYS, LocalDate::from).map(LocalDate::atStartOfDay))
                .or(() -> SourceTimes.iso(first).map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC)))
                .filter(time -> time.getYear() >= 1);
    }

    private static <T> Optional<T> parsed(String text, List<DateTimeFormatter> forms, TemporalQuery<T> kind) {
        return forms.stream().flatMap(form -> parsed(text, form, kind).stream()).findFirst();
    }

    private static <T> Optional<T> parsed(String text, DateTimeFormatter form, TemporalQuery<T> kind) {
        try {
            return Optional.of(form.parse(text, kind));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }
}
