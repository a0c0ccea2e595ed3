package dev.toolbridge.moving.todoist;

import dev.toolbridge.moving.text.SourceTimes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The day that a due date means, where it is one day in one way of reading it; a repetition or `tomorrow` is no day.
final class DueText {
    private static final Pattern TIME =
            Pattern.compile("[ T](?:@ ?|at )?\\d{1,2}:\\d\\d(?::\\d\\d)?(?: ?[AaPp][Mm]|Z)?$");
    private static final List<DateTimeFormatter> FORMS =
            List.of(form("d MMM uuuu"), form("MMM d uuuu"), form("d MMMM uuuu"), form("MMMM d uuuu"));

    private DueText() {}

    static Optional<LocalDate> day(String text) {
        String day = TIME.matcher(text.strip()).replaceFirst("");
        return SourceTimes.day(day).or(() -> FORMS.stream()
                .flatMap(form -> parsed(day.replace(",", ""), form).stream())
                .findFirst());
    }

    private static Optional<LocalDate> parsed(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDate.parse(text, form)).filter(day -> day.getYear() >= 1);
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
