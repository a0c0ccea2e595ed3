package dev.toolbridge.mcp.tool;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The zone in which a caller's days begin and end.
///
/// @param isKnown false if the API did not tell it, so that it is UTC
public record Today(ZoneId zone, boolean isKnown) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

    /// The present day with its weekday and zone.
    public String sentence() {
        return "today: " + Instant.now().atZone(zone).format(DAY) + " (" + zone
                + (isKnown ? ")" : ", for want of yours)");
    }
}
