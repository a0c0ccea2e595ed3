package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.FieldKind;
import dev.toolbridge.api.query.FieldName;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Conditions as SQL about the row `i` of an item, true, false or null as [Filter] says. None of it can use
/// an index: the indexes belong to the drive.
final class FilterSql {

    private FilterSql() {}

    static Sql of(Filter filter) {
        return switch (filter) {
            case Filter.All all -> group(all.filters(), " AND ", "true");
            case Filter.Any any -> group(any.filters(), " OR ", "false");
            case Filter.Not not -> Sql.of("NOT ").add(of(not.filter()));
            case Filter.Compare compare -> compare(compare);
            case Filter.OneOf oneOf ->
                group(
                        oneOf.values().stream()
                                .<Filter>map(value -> new Filter.Compare(oneOf.field(), Filter.Comparison.EQUAL, value))
                                .toList(),
                        " OR ",
                        "false");
            case Filter.Distinct distinct -> distinct(distinct);
            case Filter.Like like -> like(like);
            case Filter.Is is -> is(is);
            case Filter.Holds holds -> holds(holds);
            case Filter.FullText text -> TextSql.condition(text);
        };
    }

    private static Sql group(List<Filter> filters, String between, String empty) {
        return filters.isEmpty()
                ? Sql.of(empty)
                : Sql.of("(")
                        .add(Sql.joined(filters.stream().map(FilterSql::of).toList(), between))
                        .add(")");
    }

    private static Sql compare(Filter.Compare compare) {
        return switch (compare.value()) {
            case Value.Text text -> compareTexts(compare, text.text());
            case Value.Number number ->
                operated(FieldSql.value(compare.field()), compare.comparison())
                        .bind(number.number().toString(), "numeric");
            case Value.Flag flag ->
                operated(FieldSql.value(compare.field()), compare.comparison()).bind(flag.flag());
            case Value.Uid uid -> compareUids(compare, uid);
            case Value.Moment moment -> MomentSql.of(compare.field(), compare.comparison(), moment);
            case Value.Open open -> compareOpen(compare, open);
        };
    }

    private static Sql compareTexts(Filter.Compare compare, String text) {
        Sql value = FieldSql.value(compare.field());
        return switch (compare.comparison()) {
            case EQUAL, DIFFERENT -> operated(value, compare.comparison()).bind(text, "text");
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                operated(value.add(FieldSql.TEXT_ORDER), compare.comparison()).bind(text, "text");
        };
    }

    /// Uids of payloads are stored in the one usual form, so that texts are equal when uids are.
    private static Sql compareUids(Filter.Compare compare, Value.Uid uid) {
        boolean isColumn = compare.field().place() instanceof FieldName.Envelope;
        Sql operated = operated(FieldSql.value(compare.field()), compare.comparison());
        return isColumn ? operated.bind(uid.uid()) : operated.bind(uid.uid().toString(), "text");
    }

    private static Sql compareOpen(Filter.Compare compare, Value.Open open) {
        return switch (compare.comparison()) {
            case EQUAL -> equalToOpen(compare.field(), open);
            case DIFFERENT -> Sql.of("NOT ").add(equalToOpen(compare.field(), open));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> orderOpen(compare, open);
        };
    }

    /// Numbers of JSON are equal by their value, whatever their digits.
    private static Sql equalToOpen(FieldName field, Value.Open open) {
        var equal = Sql.of("(")
                .add(FieldSql.json(field))
                .add(" IN (to_jsonb(")
                .bind(open.text(), "text")
                .add(")");
        open.number().ifPresent(number -> equal.add(", to_jsonb(")
                .bind(number.toString(), "numeric")
                .add(")"));
        return equal.add("))");
    }

    /// Compares like with like: a number with numbers, a text with texts.
    private static Sql orderOpen(Filter.Compare compare, Value.Open open) {
        List<String> path = path(compare.field());
        return open.number()
                .map(number -> operated(FieldSql.call("payload_number", path), compare.comparison())
                        .bind(number.toString(), "numeric"))
                .orElseGet(() -> operated(
                                FieldSql.call("payload_text", path).add(FieldSql.TEXT_ORDER), compare.comparison())
                        .bind(open.text(), "text"));
    }

    private static List<String> path(FieldName field) {
        return switch (field.place()) {
            case FieldName.Member member -> member.path();
            case FieldName.Envelope _, FieldName.Entry _, FieldName.WholeItem _ ->
                throw new IllegalArgumentException(field.written() + " is no member");
        };
    }

    private static Sql distinct(Filter.Distinct distinct) {
        var equal = new Filter.Compare(distinct.field(), Filter.Comparison.EQUAL, distinct.value());
        return Sql.of("(").add(of(equal)).add(" IS NOT TRUE)");
    }

    private static Sql like(Filter.Like like) {
        String pattern = like.parts().stream().map(FilterSql::literal).collect(Collectors.joining("%"));
        Sql text = like.field().kind() == FieldKind.OPEN
                ? FieldSql.call("payload_text", path(like.field()))
                : FieldSql.value(like.field());
        return text.add(like.ignoresCase() ? " ILIKE " : " LIKE ").bind(pattern, "text");
    }

    private static String literal(String part) {
        return part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Sql is(Filter.Is is) {
        return switch (is.state()) {
            case NULL -> Sql.of("(").add(FieldSql.json(is.field())).add(" IS NULL)");
            case NOT_NULL -> Sql.of("(").add(FieldSql.json(is.field())).add(" IS NOT NULL)");
            case TRUE -> Sql.of("(").add(FieldSql.json(is.field())).add(" IS NOT DISTINCT FROM to_jsonb(true))");
            case FALSE -> Sql.of("(").add(FieldSql.json(is.field())).add(" IS NOT DISTINCT FROM to_jsonb(false))");
        };
    }

    private static Sql holds(Filter.Holds holds) {
        Sql texts = FieldSql.call("payload_texts", path(holds.field()));
        String operator =
                switch (holds.overlap()) {
                    case ALL -> " @> ";
                    case WITHIN -> " <@ ";
                    case SHARED -> " && ";
                };
        return texts.add(operator).bindTexts(new ArrayList<>(holds.texts()));
    }

    static Sql operated(Sql value, Filter.Comparison comparison) {
        return value.add(
                switch (comparison) {
                    case EQUAL -> " = ";
                    case DIFFERENT -> " <> ";
                    case LESS -> " < ";
                    case LESS_OR_EQUAL -> " <= ";
                    case GREATER -> " > ";
                    case GREATER_OR_EQUAL -> " >= ";
                });
    }
}
