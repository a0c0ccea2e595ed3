package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.FieldName;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.Value.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The part of a column of times that conditions allow, as an index finds it: all that match, and few others.
///
/// @param least the conditions on its beginning
/// @param most the conditions on its end
record TimeRange(Drive.KeyColumn column, List<Sql> least, List<Sql> most) {

    TimeRange {
        least = List.copyOf(least);
        most = List.copyOf(most);
    }

    /// The range of a field.
    static TimeRange of(FieldName field, Drive.KeyColumn column, List<Filter> filters) {
        var least = new ArrayList<Sql>();
        var most = new ArrayList<Sql>();
        for (Filter filter : filters) {
            if (filter instanceof Filter.Compare compare
                    && compare.field().equals(field)
                    && compare.value() instanceof Moment moment) {
                least(compare.comparison(), moment, column).ifPresent(least::add);
                most(compare.comparison(), moment, column).ifPresent(most::add);
            }
        }
        return new TimeRange(column, least, most);
    }

    /// The narrowest range that conditions give a column with an index: one with two ends, if there is one.
    static Optional<TimeRange> narrowest(List<Filter> filters) {
        return filters.stream()
                .flatMap(TimeRange::comparedTime)
                .distinct()
                .flatMap(field -> KeySql.column(field).map(column -> of(field, column, filters)).stream())
                .filter(range -> !range.condition().isEmpty())
                .max(Comparator.comparing(TimeRange::hasEnds));
    }

    private static Stream<FieldName> comparedTime(Filter filter) {
        return filter instanceof Filter.Compare compare && compare.value() instanceof Moment
                ? Stream.of(compare.field())
                : Stream.empty();
    }

    boolean hasEnds() {
        return !least.isEmpty() && !most.isEmpty();
    }

    /// The conditions on the column; empty for none.
    Sql condition() {
        return Sql.joined(Stream.concat(least.stream(), most.stream()).toList(), " AND ");
    }

    private static Optional<Sql> least(Filter.Comparison comparison, Moment moment, Drive.KeyColumn column) {
        return switch (comparison) {
            case EQUAL, GREATER_OR_EQUAL -> Optional.of(least(moment.from(), moment, column));
            case GREATER -> Optional.of(least(moment.until(), moment, column));
            case DIFFERENT, LESS, LESS_OR_EQUAL -> Optional.empty();
        };
    }

    private static Optional<Sql> most(Filter.Comparison comparison, Moment moment, Drive.KeyColumn column) {
        return switch (comparison) {
            case EQUAL, LESS_OR_EQUAL -> Optional.of(most(moment.until(), moment, column));
            case LESS -> Optional.of(most(moment.from(), moment, column));
            case DIFFERENT, GREATER, GREATER_OR_EQUAL -> Optional.empty();
        };
    }

    private static Sql least(Instant bound, Moment moment, Drive.KeyColumn column) {
        Sql least = Sql.of(column.name() + " >= ");
        return isMillis(column)
                ? least.bind(bound.toEpochMilli())
                : least.add(MomentSql.earliest(bound, moment.zone()));
    }

    private static Sql most(Instant bound, Moment moment, Drive.KeyColumn column) {
        Sql most = Sql.of(column.name() + " < ");
        return isMillis(column) ? most.bind(bound.toEpochMilli()) : most.add(MomentSql.latest(bound, moment.zone()));
    }

    private static boolean isMillis(Drive.KeyColumn column) {
        return column.sqlType().equals("bigint");
    }
}
