package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.FieldName;
import dev.toolbridge.api.query.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of an order as SQL.
final class KeySql {

    private KeySql() {}

    /// The column whose index serves the order of a field, if there is one.
    static Optional<Drive.KeyColumn> column(FieldName field) {
        return switch (field.place()) {
            case FieldName.Entry _, FieldName.WholeItem _ -> Optional.empty();
            case FieldName.Envelope envelope -> envelopeColumn(envelope.fact());
            case FieldName.Member member -> {
                if (member.is("title")) {
                    yield Optional.of(Drive.KeyColumn.of("i.title_key", "text"));
                }
                yield member.is("dueDate")
                        ? Optional.of(Drive.KeyColumn.of("i.due_at", "timestamptz"))
                        : Optional.empty();
            }
        };
    }

    private static Optional<Drive.KeyColumn> envelopeColumn(FieldName.Fact fact) {
        return switch (fact) {
            case CREATED_AT -> Optional.of(Drive.KeyColumn.alwaysSet("i.created_at_ms", "i.created_at_ms IS NOT NULL"));
            case UPDATED_AT ->
                Optional.of(Drive.KeyColumn.alwaysSet("i.updated_at_ms", "i.updated_at_ms < 9223372036854775807"));
            case TYPE, UID, VERSION, DELETED_AT, CHANGED_BY, CHANGED_THROUGH -> Optional.empty();
        };
    }

    /// The value by which a field is ordered. Of a text that is its beginning, as long as a column holds it.
    static Sql value(FieldName field) {
        return column(field).map(column -> Sql.of(column.name())).orElseGet(() -> switch (field.kind()) {
            case TEXT ->
                Sql.of("left(")
                        .add(FieldSql.value(field))
                        .add(", " + FieldSql.TITLE_LENGTH + ")" + FieldSql.TEXT_ORDER);
            case UID, TEXTS, FLAG, NUMBER, WHOLE, TIME, INSTANT, OPEN, WORDS -> FieldSql.value(field);
        });
    }

    private static String sqlType(FieldName field) {
        return column(field).map(Drive.KeyColumn::sqlType).orElseGet(() -> switch (field.kind()) {
            case TEXT, TEXTS, OPEN, WORDS -> "text";
            case UID -> field.place() instanceof FieldName.Envelope ? "uuid" : "text";
            case FLAG -> "boolean";
            case NUMBER -> "numeric";
            case WHOLE, INSTANT -> "bigint";
            case TIME -> "timestamptz";
        });
    }

    /// The values of an order's fields as texts, `key_1` and following, each after a comma.
    static Sql texts(Order order) {
        var keys = new Sql();
        if (order instanceof Order.ByFields fields) {
            for (int index = 0; index < fields.keys().size(); index++) {
                keys.add(", (").add(value(fields.keys().get(index).field())).add(")::text AS key_" + (index + 1));
            }
        }
        return keys;
    }

    static Sql orderBy(Order.ByFields order) {
        var parts = new ArrayList<Sql>();
        for (Order.Key key : order.keys()) {
            parts.add(value(key.field())
                    .add(key.isDescending() ? " DESC" : " ASC")
                    .add(key.areNullsFirst() ? " NULLS FIRST" : " NULLS LAST"));
        }
        parts.add(Sql.of("i.seq " + (order.isDescending() ? "DESC" : "ASC")));
        return Sql.joined(parts, ", ");
    }

    /// The condition of the items after a place.
    static Sql after(Order.ByFields order, List<Optional<String>> keys, long seq) {
        var ways = new ArrayList<Sql>();
        var equals = new ArrayList<Sql>();
        for (int index = 0; index < keys.size(); index++) {
            Order.Key key = order.keys().get(index);
            Optional<String> value = keys.get(index);
            var way = new ArrayList<>(equals);
            way.add(beyond(key, value));
            ways.add(Sql.of("(").add(Sql.joined(way, " AND ")).add(")"));
            equals.add(equal(key.field(), value));
        }
        equals.add(Sql.of("i.seq " + (order.isDescending() ? "<" : ">") + " ").bind(seq));
        ways.add(Sql.of("(").add(Sql.joined(equals, " AND ")).add(")"));
        return Sql.of("(").add(Sql.joined(ways, " OR ")).add(")");
    }

    private static Sql equal(FieldName field, Optional<String> value) {
        return value.map(text -> value(field).add(" = ").bind(text, sqlType(field)))
                .orElseGet(() -> value(field).add(" IS NULL"));
    }

    private static Sql beyond(Order.Key key, Optional<String> value) {
        FieldName field = key.field();
        if (value.isEmpty()) {
            return key.areNullsFirst() ? value(field).add(" IS NOT NULL") : Sql.of("false");
        }
        Sql beyond = value(field).add(key.isDescending() ? " < " : " > ").bind(value.get(), sqlType(field));
        return key.areNullsFirst()
                ? beyond
                : Sql.of("(").add(beyond).add(" OR ").add(value(field)).add(" IS NULL)");
    }
}
