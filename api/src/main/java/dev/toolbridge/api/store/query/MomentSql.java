package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.FieldKind;
import dev.toolbridge.api.query.FieldName;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Comparisons of times as SQL. A stored time begins at one instant: a day at its midnight in the zone of
/// the question. It is equal to a day if it begins in it.
final class MomentSql {

    private MomentSql() {}

    static Sql of(FieldName field, Filter.Comparison comparison, Value.Moment moment) {
        return switch (comparison) {
            case EQUAL -> within(field, moment);
            case DIFFERENT -> Sql.of("NOT ").add(within(field, moment));
            case LESS -> beginsBefore(field, moment.from(), moment.zone());
            case LESS_OR_EQUAL -> beginsBefore(field, moment.until(), moment.zone());
            case GREATER -> Sql.of("NOT ").add(beginsBefore(field, moment.until(), moment.zone()));
            case GREATER_OR_EQUAL -> Sql.of("NOT ").add(beginsBefore(field, moment.from(), moment.zone()));
        };
    }

    private static Sql within(FieldName field, Value.Moment moment) {
        return Sql.of("(")
                .add(beginsBefore(field, moment.until(), moment.zone()))
                .add(" AND NOT ")
                .add(beginsBefore(field, moment.from(), moment.zone()))
                .add(")");
    }

    private static Sql beginsBefore(FieldName field, Instant bound, ZoneId zone) {
        if (field.kind() == FieldKind.INSTANT) {
            return Sql.of("(")
                    .add(FieldSql.value(field))
                    .add(" < ")
                    .bind(bound.toEpochMilli())
                    .add(")");
        }
        return Sql.of("(CASE WHEN i.due_day IS NULL THEN i.due_at < ")
                .add(instant(bound.toEpochMilli()))
                .add(" ELSE i.due_day < ")
                .add("date '1970-01-01' + ")
                .bind(Math.toIntExact(firstDayFrom(bound, zone).toEpochDay()))
                .add(" END)");
    }

    /// An instant by its number: PostgreSQL and Java write years before 1 and after 9999 differently.
    static Sql instant(long epochMs) {
        return Sql.of("to_timestamp(").bind(epochMs).add("::numeric / 1000)");
    }

    /// The least value of the column `due_at` that can begin at an instant or later. There, a day is its midnight in
    /// UTC, wherever it begins.
    static Sql earliest(Instant bound, ZoneId zone) {
        Instant day = midnight(bound, zone);
        return instant((day.isBefore(bound) ? day : bound).toEpochMilli());
    }

    /// The least value of that column from which on all begin at an instant or later.
    static Sql latest(Instant bound, ZoneId zone) {
        Instant day = midnight(bound, zone);
        return instant((day.isBefore(bound) ? bound : day).toEpochMilli());
    }

    private static Instant midnight(Instant bound, ZoneId zone) {
        return firstDayFrom(bound, zone).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The first day that does not begin before an instant.
    private static LocalDate firstDayFrom(Instant bound, ZoneId zone) {
        LocalDate day = bound.atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().isBefore(bound) ? day.plusDays(1) : day;
    }
}
