package dev.toolbridge.moving.calendar;

import dev.toolbridge.moving.text.SourceTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// A date or a time of iCalendar (RFC 5545, sections 3.3.4 and 3.3.5): a day, and where it says so an hour and a zone.
record CalendarTime(LocalDate day, Optional<LocalDateTime> time, Optional<ZoneId> zone) {
    private static final int YEAR_MAX = 9_999;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /// The moment that a property means; nothing if it means none.
    static Optional<CalendarTime> of(Property property) {
        String text = property.value().strip();
        try {
            if (!text.contains("T")) {
                return Optional.of(new CalendarTime(LocalDate.parse(text, DAY), Optional.empty(), Optional.empty()))
                        .filter(CalendarTime::inRange);
            }
            boolean utc = text.endsWith("Z");
            var time = LocalDateTime.parse(utc ? text.substring(0, text.length() - 1) : text, TIME);
            Optional<ZoneId> zone = utc ? Optional.of(ZoneOffset.UTC) : zone(property.parameter("TZID"));
            return Optional.of(new CalendarTime(time.toLocalDate(), Optional.of(time), zone))
                    .filter(CalendarTime::inRange);
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /// The instant with its offset and zone (RFC 9557), where both are known.
    Optional<String> zoned() {
        return time.flatMap(
                hour -> zone.map(place -> DateTimeFormatter.ISO_ZONED_DATE_TIME.format(hour.atZone(place))));
    }

    Optional<Instant> instant() {
        return time.map(hour -> hour.atZone(zone.orElse(ZoneOffset.UTC)).toInstant())
                .filter(SourceTimes::inRange);
    }

    private boolean inRange() {
        return day.getYear() >= 1 && day.getYear() <= YEAR_MAX;
    }

    /// The zone that an identifier ends with: programs put paths of their own before the names of the database.
    private static Optional<ZoneId> zone(String identifier) {
        String name = identifier.replace("\"", "").strip();
        while (!name.isEmpty()) {
            if (ZoneId.getAvailableZoneIds().contains(name)) {
                return Optional.of(ZoneId.of(name));
            }
            name = name.substring(name.indexOf('/') < 0 ? name.length() : name.indexOf('/') + 1);
        }
        return Optional.empty();
    }
}
