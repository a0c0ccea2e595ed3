package dev.toolbridge.api.query;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A question for groups of rows.
///
/// @param columns the values of each group
/// @param order names of the columns that order the groups; the empty list orders them by themselves
/// @param limit the largest number of groups
/// @param zone the zone in which days, weeks, months and years begin
public record Aggregate(List<Column> columns, Filter filter, List<Key> order, int limit, ZoneId zone) {

    public Aggregate {
        columns = List.copyOf(columns);
        order = List.copyOf(order);
    }

    /// A value of each group.
    public sealed interface Column {

        /// Its name in the answer.
        String name();
    }

    /// The value of a field, which all rows of the group have.
    public record Same(String name, FieldName field) implements Column {}

    /// The beginning of a stretch of time, in which a field of all rows of the group lies.
    public record Bucketed(String name, FieldName field, Bucket bucket) implements Column {}

    /// The number of rows.
    public record Counted(String name) implements Column {}

    /// A value made of all values of a field.
    public record Folded(String name, FieldName field, Fold fold) implements Column {}

    /// A column that orders the groups.
    ///
    /// @param place the number of the column, from 0
    public record Key(int place, boolean isDescending) {}

    /// Stretches of time. Weeks begin on Monday (ISO 8601).
    public enum Bucket {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Functions of several values.
    public enum Fold {
        SUM,
        AVG,
        MIN,
        MAX;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The columns that make the groups.
    public List<Column> groups() {
        return columns.stream()
                .filter(column -> column instanceof Same || column instanceof Bucketed)
                .toList();
    }

    /// The only column that makes the groups, if that is a stretch of time.
    public Optional<Bucketed> onlyBucket() {
        return groups().size() == 1 && groups().getFirst() instanceof Bucketed bucketed
                ? Optional.of(bucketed)
                : Optional.empty();
    }
}
