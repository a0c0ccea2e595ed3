package dev.toolbridge.mcp.tool;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ValueRange;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time of day with its offset or its zone, as RFC 3339 and RFC 9557 write it, or with a zone alone.
///
/// @param time the instant in its zone
/// @param text the text with an offset, so that it is one instant for every reader
public record ZonedTime(ZonedDateTime time, String text) {
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(Z|[+-]\\d{2}:\\d{2})?"
                    + "(?:\\[!?([A-Za-z0-9_+/:-]{1,64})])?",
            Pattern.CASE_INSENSITIVE);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /// The years that four digits can write (RFC 3339, section 1).
    private static final ValueRange YEARS = ValueRange.of(1, 9999);

    /// The meaning of a text; empty if it is no time, has no zone, or contradicts itself.
    public static Optional<ZonedTime> read(String text) {
        try {
            return parts(text).flatMap(parts -> meaning(parts, text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The reason why a local time does not exist in its zone; empty if it does.
    static Optional<String> skipped(String text) {
        try {
            return parts(text).filter(parts -> parts.offset().isEmpty()).flatMap(parts -> parts.zone()
                    .map(zone -> zone.getRules().getTransition(parts.local()))
                    .filter(ZoneOffsetTransition::isGap)
                    .map(gap -> "%s does not exist in %s, where clocks go from %s to %s"
                            .formatted(
                                    parts.local(),
                                    parts.zone().orElseThrow(),
                                    gap.getDateTimeBefore().format(CLOCK),
                                    gap.getDateTimeAfter().format(CLOCK))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private record Parts(LocalDateTime local, Optional<String> offset, Optional<ZoneId> zone) {}

    private static Optional<Parts> parts(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Parts(
                        LocalDateTime.parse(form.group(1).toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(form.group(2)).map(offset -> offset.toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(form.group(3)).map(ZoneId::of)))
                : Optional.empty();
    }

    private static Optional<ZonedTime> meaning(Parts parts, String text) {
        if (!YEARS.isValidIntValue(parts.local().getYear())) {
            return Optional.empty();
        }
        if (parts.offset().isPresent()) {
            return withOffset(parts, ZoneOffset.of(parts.offset().get()), text);
        }
        return parts.zone().flatMap(zone -> {
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(parts.local());
            return offsets.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ofZone(parts.local(), zone, offsets.getFirst(), text));
        });
    }

    /// An offset that the zone does not have at that time contradicts it. `Z` tells the instant and no offset
    /// (RFC 9557, section 2).
    private static Optional<ZonedTime> withOffset(Parts parts, ZoneOffset offset, String text) {
        OffsetDateTime at = parts.local().atOffset(offset);
        boolean isWhole = parts.zone()
                .filter(_ -> !parts.offset().get().equals("Z"))
                .map(zone -> zone.getRules().isValidOffset(parts.local(), offset))
                .orElse(true);
        return isWhole
                ? Optional.of(
                        new ZonedTime(parts.zone().map(at::atZoneSameInstant).orElseGet(at::toZonedDateTime), text))
                : Optional.empty();
    }

    /// A local time that clocks show twice is the earlier of the two.
    private static ZonedTime ofZone(LocalDateTime local, ZoneId zone, ZoneOffset offset, String text) {
        int bracket = text.indexOf('[');
        return new ZonedTime(
                ZonedDateTime.ofLocal(local, zone, offset),
                text.substring(0, bracket) + offset + text.substring(bracket));
    }

    /// The remark about a time that clocks show twice; empty for other times.
    public Optional<String> repeated() {
        List<ZoneOffset> offsets = time.getZone().getRules().getValidOffsets(time.toLocalDateTime());
        return offsets.size() < 2
                ? Optional.empty()
                : Optional.of("the " + (time.getOffset().equals(offsets.getFirst()) ? "earlier" : "later")
                        + " of the two that clocks show then");
    }
}
