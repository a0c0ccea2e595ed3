package dev.toolbridge.api.query;

import dev.toolbridge.contract.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the conditions of a query: `field=[not.]operator[(any|all)].value`, and trees of them such as
/// `or=(a.eq.1,and(b.gt.2,not.c.is.null))`.
public final class FilterText {
    /// The names of query parameters whose values are trees.
    static final Set<String> TREES = Set.of("or", "and", "not.or", "not.and");

    private static final String NOT = "not.";
    private static final int DEPTH_MAX = 8;
    private static final int CONDITIONS_MAX = 50;

    private final FieldNames fields;
    private final Values values;
    private final SearchLanguages languages;
    private int conditions;

    public FilterText(FieldNames fields, QueryContext context) {
        this.fields = fields;
        this.values = new Values(context);
        this.languages = context.languages();
    }

    /// The condition of one query parameter.
    public Filter parameter(String name, String value) {
        return parameter(new Reading(name, name), new Reading(name, value));
    }

    Filter parameter(Reading name, Reading value) {
        Filter filter =
                TREES.contains(name.text()) ? tree(name.text(), value) : condition(fields.whole(name), value, false);
        value.takeEnd();
        return filter;
    }

    /// The condition of a text by itself: conditions between commas, all of which must hold.
    public Filter whole(String parameter, String value) {
        var text = new Reading(parameter, value);
        var filters = new ArrayList<Filter>();
        do {
            filters.add(member(text, 1));
        } while (text.took(","));
        text.takeEnd();
        return filters.size() == 1 ? filters.getFirst() : new Filter.All(filters);
    }

    private Filter tree(String name, Reading text) {
        boolean isNegated = name.startsWith(NOT);
        Filter group = group(text, name.endsWith("or"), 1);
        return isNegated ? new Filter.Not(group) : group;
    }

    private Filter group(Reading text, boolean isAny, int depth) {
        if (depth > DEPTH_MAX) {
            throw text.spot().refusal("conditions are nested too deep", "at most " + DEPTH_MAX + " levels");
        }
        text.take("(");
        var filters = new ArrayList<Filter>();
        do {
            filters.add(member(text, depth));
        } while (text.took(","));
        text.take(")");
        return isAny ? new Filter.Any(filters) : new Filter.All(filters);
    }

    private Filter member(Reading text, int depth) {
        for (String tree : TREES) {
            if (text.sees(tree + "(")) {
                boolean isNegated = text.took(NOT);
                boolean isAny = text.took("or");
                Filter group = isAny || text.took("and") ? group(text, isAny, depth + 1) : Filter.none();
                return isNegated ? new Filter.Not(group) : group;
            }
        }
        boolean isNegated = text.took(NOT);
        FieldName field = fields.read(text);
        text.take(".");
        Filter condition = condition(field, text, true);
        return isNegated ? new Filter.Not(condition) : condition;
    }

    private Filter condition(FieldName field, Reading text, boolean isInside) {
        Spot begin = text.spot();
        conditions++;
        if (conditions > CONDITIONS_MAX) {
            throw begin.refusal("too many conditions", "at most " + CONDITIONS_MAX);
        }
        boolean isNegated = text.took(NOT);
        Operator operator = operator(field, text);
        var operand = new Operand(text, isInside);
        Filter filter = each(field, operator, operand);
        return isNegated ? new Filter.Not(filter) : filter;
    }

    private Filter each(FieldName field, Operator operator, Operand operand) {
        Reading text = operand.text();
        if (field.kind() == FieldKind.WORDS && text.took("(")) {
            return values.condition(operator, language(text), operand);
        }
        boolean isAny = text.sees("(any)");
        if (!isAny && !text.sees("(all)")) {
            text.take(".");
            return values.condition(field, operator, operand);
        }
        if (!operator.isForEach()) {
            throw text.refusal(".");
        }
        text.take(isAny ? "(any)" : "(all)");
        text.take(".");
        List<Operand.Word> words = operand.set("{", "}");
        return isAny ? values.any(field, operator, words) : values.all(field, operator, words);
    }

    private String language(Reading text) {
        Spot begin = text.spot();
        String name = text.takeWhile(character -> character != ')');
        if (!languages.areIn(name)) {
            throw begin.refusal("texts are not indexed in language " + name, "one of " + languages.known());
        }
        text.take(").");
        return name;
    }

    private static Operator operator(FieldName field, Reading text) {
        Spot begin = text.spot();
        String name = text.takeWhile(character -> character >= 'a' && character <= 'z');
        if (Operator.isUnsupported(name)) {
            throw begin.refusal(
                    ErrorCode.UNSUPPORTED_OPERATOR, "operator " + name + " is not supported", Operator.names());
        }
        Operator operator = Operator.named(name)
                .orElseThrow(() -> begin.refusal(
                        name.isEmpty() ? "an operator is missing" : "unknown operator: " + name,
                        "one of " + Operator.names() + ", as in " + field.written() + "="
                                + Operator.example(field.kind())));
        if (!operator.suits(field.kind())) {
            throw begin.refusal(
                    "operator " + name + " does not suit field " + field.written(),
                    "one of " + Operator.names(field.kind()));
        }
        return operator;
    }
}
