package dev.toolbridge.api.query;

import dev.toolbridge.api.query.Aggregate.Bucket;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The stretches of time that a question spans, whether anything lies in them or not.
public final class Buckets {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

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
        ZonedDateTime start = floor(range.from().atZone(zone), bucket);
        while (start.toInstant().isBefore(range.until())) {
            if (starts.size() == aggregate.limit()) {
                throw spot.refusal("too many buckets", "at most " + aggregate.limit());
            }
            starts.add(written(start, bucket));
            start = next(start, bucket);
        }
        return starts;
    }

    private static String written(ZonedDateTime start, Bucket bucket) {
        return bucket == Bucket.HOUR ? HOUR.format(start) : start.toLocalDate().toString();
    }

    /// Hours go by the instants: where clocks are set back, an hour comes twice.
    private static ZonedDateTime floor(ZonedDateTime time, Bucket bucket) {
        LocalDate day = time.toLocalDate();
        return switch (bucket) {
            case HOUR -> time.minusNanos(time.toLocalTime().toNanoOfDay() % HOUR_NANOS);
            case DAY -> begin(day, time);
            case WEEK -> begin(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), time);
            case MONTH -> begin(day.withDayOfMonth(1), time);
            case YEAR -> begin(day.withDayOfYear(1), time);
        };
    }

    private static ZonedDateTime next(ZonedDateTime start, Bucket bucket) {
        LocalDate day = start.toLocalDate();
        return switch (bucket) {
            case HOUR -> floor(start.plusHours(1), bucket);
            case DAY -> begin(day.plusDays(1), start);
            case WEEK -> begin(day.plusWeeks(1), start);
            case MONTH -> begin(day.plusMonths(1), start);
            case YEAR -> begin(day.plusYears(1), start);
        };
    }

    private static ZonedDateTime begin(LocalDate day, ZonedDateTime inZone) {
        return day.atStartOfDay(inZone.getZone());
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
