package dev.toolbridge.api.query;

import dev.toolbridge.api.query.Aggregate.Bucket;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The stretches of time that a question spans, whether anything lies in them or not.
public final class Buckets {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Buckets() {}

    /// A stretch without a gap.
    private record Range(Instant from, Instant until) {}

    /// The beginnings of all buckets as the answer writes them.
    ///
    /// @param spot the place of the parameter that asks for them
    /// @throws dev.toolbridge.service.error.Refusal if the question has no ends, or spans too many
    public static List<String> of(Aggregate aggregate, Spot spot) {
        Aggregate.Bucketed bucketed = aggregate
                .onlyBucket()
                .orElseThrow(() -> spot.refusal(
                        "only one bucket by itself can be filled", "one bucket as the only column without a function"));
        Range range = range(aggregate.filter(), bucketed.field())
                .orElseThrow(() -> spot.refusal(
                        "buckets without a beginning and an end cannot be filled",
                        "conditions such as " + bucketed.field().written() + "=gte.today-30 and lt.today"));
        var starts = new ArrayList<String>();
        ZoneId zone = aggregate.zone();
        Bucket bucket = bucketed.bucket();
        LocalDateTime start = floor(range.from().atZone(zone).toLocalDateTime(), bucket);
        while (start.atZone(zone).toInstant().isBefore(range.until())) {
            if (starts.size() == aggregate.limit()) {
                throw spot.refusal("too many buckets", "at most " + aggregate.limit());
            }
            starts.add(written(start, bucket, zone));
            start = next(start, bucket);
        }
        return starts;
    }

    private static String written(LocalDateTime start, Bucket bucket, ZoneId zone) {
        return bucket == Bucket.HOUR
                ? HOUR.format(start.atZone(zone))
                : start.toLocalDate().toString();
    }

    private static LocalDateTime floor(LocalDateTime time, Bucket bucket) {
        LocalDate day = time.toLocalDate();
        return switch (bucket) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day.atStartOfDay();
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay();
            case YEAR -> day.withDayOfYear(1).atStartOfDay();
        };
    }

    private static LocalDateTime next(LocalDateTime start, Bucket bucket) {
        return switch (bucket) {
            case HOUR -> start.plusHours(1);
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case YEAR -> start.plusYears(1);
        };
    }

    /// The range that the conditions leave a field, if it has both ends.
    private static Optional<Range> range(Filter filter, FieldName field) {
        List<Filter> filters = filter instanceof Filter.All all ? all.filters() : List.of(filter);
        Instant from = Instant.MIN;
        Instant until = Instant.MAX;
        for (Filter one : filters) {
            if (one instanceof Filter.Compare compare
                    && compare.field().equals(field)
                    && compare.value() instanceof Value.Moment moment) {
                from = latest(from, least(compare.comparison(), moment));
                until = earliest(until, most(compare.comparison(), moment));
            }
        }
        boolean isBounded = !from.equals(Instant.MIN) && !until.equals(Instant.MAX);
        return isBounded ? Optional.of(new Range(from, until)) : Optional.empty();
    }

    private static Instant least(Filter.Comparison comparison, Value.Moment moment) {
        return switch (comparison) {
            case EQUAL, GREATER_OR_EQUAL -> moment.from();
            case GREATER -> moment.until();
            case DIFFERENT, LESS, LESS_OR_EQUAL -> Instant.MIN;
        };
    }

    private static Instant most(Filter.Comparison comparison, Value.Moment moment) {
        return switch (comparison) {
            case EQUAL, LESS_OR_EQUAL -> moment.until();
            case LESS -> moment.from();
            case DIFFERENT, GREATER, GREATER_OR_EQUAL -> Instant.MAX;
        };
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
