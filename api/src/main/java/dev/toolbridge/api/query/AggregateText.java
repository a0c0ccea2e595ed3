package dev.toolbridge.api.query;

import dev.toolbridge.api.query.Aggregate.Bucket;
import dev.toolbridge.api.query.Aggregate.Column;
import dev.toolbridge.api.query.Aggregate.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the columns of groups, `status,day:dueDate.day(),count(),amount.sum()`, and their order.
public final class AggregateText {
    private static final int COLUMNS_MAX = 10;
    private static final int ORDERS_MAX = 4;
    private static final String COUNT = "count";
    private static final Set<FieldKind> TIMES = EnumSet.of(FieldKind.TIME, FieldKind.INSTANT);
    private static final Set<FieldKind> NUMBERS = EnumSet.of(FieldKind.NUMBER, FieldKind.WHOLE, FieldKind.OPEN);
    private static final Set<FieldKind> WITHOUT_ORDER = EnumSet.of(FieldKind.TEXTS, FieldKind.FLAG, FieldKind.WORDS);

    private final FieldNames fields;

    public AggregateText(FieldNames fields) {
        this.fields = fields;
    }

    /// The columns that the value of a query parameter means.
    public List<Column> columns(String parameter, String value) {
        var text = new Reading(parameter, value);
        var columns = new ArrayList<Column>();
        do {
            Spot begin = text.spot();
            columns.add(column(text));
            requireFew(columns, begin);
        } while (text.took(","));
        text.takeEnd();
        return columns;
    }

    /// The order of groups with these columns.
    public List<Aggregate.Key> order(String parameter, String value, List<Column> columns) {
        var text = new Reading(parameter, value);
        var keys = new ArrayList<Aggregate.Key>();
        do {
            Spot begin = text.spot();
            if (keys.size() == ORDERS_MAX) {
                throw begin.refusal("an order has too many names", "at most " + ORDERS_MAX);
            }
            int place = place(text.takeName("a name of the answer"), columns, begin);
            boolean isDescending = text.took(".desc");
            if (!isDescending) {
                text.took(".asc");
            }
            keys.add(new Aggregate.Key(place, isDescending));
        } while (text.took(","));
        text.takeEnd();
        return keys;
    }

    private static int place(String name, List<Column> columns, Spot begin) {
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).name().equals(name)) {
                return place;
            }
        }
        throw begin.refusal(
                "the answer has no " + name,
                "one of " + columns.stream().map(Column::name).collect(Collectors.joining(", ")));
    }

    private static void requireFew(List<Column> columns, Spot begin) {
        String name = columns.getLast().name();
        if (columns.size() > COLUMNS_MAX) {
            throw begin.refusal("too many columns", "at most " + COLUMNS_MAX);
        }
        if (columns.stream().filter(column -> column.name().equals(name)).count() > 1) {
            throw begin.refusal("two columns are called " + name, "a name of its own, as in other:" + name);
        }
        if (columns.stream().filter(AggregateText::isOfTexts).count() > 1) {
            throw begin.refusal("two columns are arrays", "one array");
        }
    }

    private static boolean isOfTexts(Column column) {
        return column instanceof Aggregate.Same same && same.field().kind() == FieldKind.TEXTS;
    }

    private Column column(Reading text) {
        Optional<String> name = name(text);
        if (text.took(COUNT + "()")) {
            return new Aggregate.Counted(name.orElse(COUNT));
        }
        FieldName field = fields.read(text);
        if (field.kind() == FieldKind.WORDS) {
            throw text.spot()
                    .refusal("field " + field.written() + " makes no groups", "conditions only, or another field");
        }
        if (!text.took(".")) {
            return new Aggregate.Same(name.orElse(field.written()), field);
        }
        Spot begin = text.spot();
        String function = text.takeName("a function");
        text.take("()");
        return bucket(function)
                .<Column>map(bucket ->
                        new Aggregate.Bucketed(name.orElse(function), suited(field, TIMES, function, begin), bucket))
                .or(() -> fold(function)
                        .map(fold -> new Aggregate.Folded(name.orElse(function), folded(field, fold, begin), fold)))
                .orElseThrow(() -> begin.refusal("unknown function: " + function, "one of " + functions()));
    }

    private static Optional<String> name(Reading text) {
        Reading ahead = text.copy();
        if (ahead.sees('(')) {
            throw ahead.refusal("a field");
        }
        String name = ahead.takeName("a field");
        if (!ahead.took(":")) {
            return Optional.empty();
        }
        text.takeName("a name");
        text.take(":");
        return Optional.of(name);
    }

    private static FieldName folded(FieldName field, Fold fold, Spot begin) {
        return switch (fold) {
            case SUM, AVG -> suited(field, NUMBERS, fold.wireName(), begin);
            case MIN, MAX -> suited(field, EnumSet.complementOf(EnumSet.copyOf(WITHOUT_ORDER)), fold.wireName(), begin);
        };
    }

    private static FieldName suited(FieldName field, Set<FieldKind> kinds, String function, Spot begin) {
        if (!kinds.contains(field.kind())) {
            throw begin.refusal(
                    "function " + function + " does not suit field " + field.written(),
                    kinds.stream().map(FieldKind::expected).distinct().collect(Collectors.joining(" or ")));
        }
        return field;
    }

    private static Optional<Bucket> bucket(String name) {
        return Arrays.stream(Bucket.values())
                .filter(bucket -> bucket.wireName().equals(name))
                .findFirst();
    }

    private static Optional<Fold> fold(String name) {
        return Arrays.stream(Fold.values())
                .filter(fold -> fold.wireName().equals(name))
                .findFirst();
    }

    private static String functions() {
        return Stream.concat(
                        Arrays.stream(Bucket.values()).map(Bucket::wireName),
                        Arrays.stream(Fold.values()).map(Fold::wireName))
                .collect(Collectors.joining(", "));
    }
}
