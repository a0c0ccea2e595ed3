package dev.toolbridge.console.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as a person reads them: in the person's zone, with the day of the week.
///
/// @param zone the person's zone
/// @param locale the language of the page
public record Moments(ZoneId zone, Locale locale) {
    private static final int DAY_LENGTH = 10;

    /// A time of the API, `2026-11-27T10:00:00Z` or `2026-11-27`; another text is shown as it is.
    public String shown(String time) {
        try {
            return time.length() == DAY_LENGTH
                    ? formatted("EEE d MMM uuuu").format(LocalDate.parse(time))
                    : formatted("EEE d MMM uuuu, HH:mm").withZone(zone).format(Instant.parse(time));
        } catch (DateTimeException _) {
            return time;
        }
    }

    /// The day of a time in the person's zone, as forms take it; empty if it is no time.
    public String day(String time) {
        try {
            return time.length() == DAY_LENGTH
                    ? LocalDate.parse(time).toString()
                    : LocalDate.ofInstant(Instant.parse(time), zone).toString();
        } catch (DateTimeException _) {
            return "";
        }
    }

    private DateTimeFormatter formatted(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale);
    }
}
