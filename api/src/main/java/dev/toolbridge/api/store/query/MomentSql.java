package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.FieldKind;
import dev.toolbridge.api.query.FieldName;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

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
                .bind(bound.toString(), "timestamptz")
                .add(" ELSE i.due_day < ")
                .bind(firstDayFrom(bound, zone).toString(), "date")
                .add(" END)");
    }

    /// The first day that does not begin before an instant.
    private static LocalDate firstDayFrom(Instant bound, ZoneId zone) {
        LocalDate day = bound.atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().isBefore(bound) ? day.plusDays(1) : day;
    }
}
