package dev.toolbridge.console.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as a person reads them: in the person's zone, with the day of the week.
///
/// @param zone the person's zone
/// @param locale the language of the page
public record Moments(ZoneId zone, Locale locale) {
    private static final int DAY_LENGTH = 10;

    /// A time of the API, `2026-11-27T10:00:00Z`, `2026-11-27T11:00+01:00[Europe/Paris]` or `2026-11-27`; another
    /// text is shown as it is.
    public String shown(String time) {
        try {
            return time.length() == DAY_LENGTH
                    ? formatted("EEE d MMM uuuu").format(LocalDate.parse(time))
                    : formatted("EEE d MMM uuuu, HH:mm").withZone(zone).format(instant(time));
        } catch (DateTimeException _) {
            return MarkdownHtml.visible(time);
        }
    }

    /// The instant of a time with its offset (RFC 3339), whose zone may stand behind it (RFC 9557).
    private static Instant instant(String time) {
        int bracket = time.indexOf('[');
        return OffsetDateTime.parse(bracket < 0 ? time : time.substring(0, bracket))
                .toInstant();
    }

    /// The day of a time in the person's zone, as forms take it; empty if it is no time.
    public String day(String time) {
        try {
            return time.length() == DAY_LENGTH
                    ? LocalDate.parse(time).toString()
                    : LocalDate.ofInstant(instant(time), zone).toString();
        } catch (DateTimeException _) {
            return "";
        }
    }

    private DateTimeFormatter formatted(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale);
    }
}
