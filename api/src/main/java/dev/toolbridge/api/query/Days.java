package dev.toolbridge.api.query;

import dev.toolbridge.api.item.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Days and instants as queries write them, in the zone of the question.
///
/// @param zone an IANA zone, in which a day begins and ends
/// @param clock the present, for `today`
public record Days(ZoneId zone, InstantSource clock) {
    private static final Pattern RELATIVE = Pattern.compile("today(?:([+-])(\\d{1,5}))?");

    /// The zone of an IANA name; none for an empty one.
    public static Optional<ZoneId> zone(String name, Spot spot) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw spot.refusal("unknown zone: " + name, "an IANA name");
        }
        return Optional.of(ZoneId.of(name));
    }

    /// The day or the instant that a text means. A plus sign that a URL has as it is arrives as a blank.
    public Optional<Value.Moment> moment(String text) {
        String written = text.replace(' ', '+');
        return day(written).map(this::whole).or(() -> instant(written));
    }

    /// The day that a text means.
    public Optional<LocalDate> day(String text) {
        Matcher relative = RELATIVE.matcher(text);
        try {
            if (relative.matches()) {
                long days = relative.group(2) == null ? 0 : Long.parseLong(relative.group(2));
                return Optional.of(today().plusDays("-".equals(relative.group(1)) ? -days : days));
            }
            return Times.isDate(text) ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException beyond) {
            return Optional.empty();
        }
    }

    /// The day of the present in the zone.
    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    private Value.Moment whole(LocalDate day) {
        return new Value.Moment(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                zone);
    }

    private Optional<Value.Moment> instant(String text) {
        return Times.instant(text).stream()
                .mapToObj(Instant::ofEpochMilli)
                .map(from -> new Value.Moment(from, from.plusMillis(1), zone))
                .findFirst();
    }
}
