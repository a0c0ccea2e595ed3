package dev.toolbridge.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.query.FieldKind;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.FilterText;
import dev.toolbridge.api.query.Operator;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The query parameters that are conditions: all that have no other meaning.
public final class FilterParameters {
    private static final int LENGTH_MAX = 8_000;

    private FilterParameters() {}

    /// The same input with the conditions of these fields. A name that the input reads already has another
    /// meaning; the field of that name needs its path.
    public static Input of(Input input, FieldNames fields) {
        Input more = input;
        for (String tree : new String[] {"and", "or", "not.and", "not.or"}) {
            more = more.reading(tree(tree, fields).repeated());
        }
        for (String name : fields.names()) {
            if (!more.reads(name)) {
                more = more.reading(condition(name, fields.named(name).kind()).repeated());
            }
        }
        return more.takingOthers();
    }

    /// The conditions of a request.
    ///
    /// @param reserved the names of the parameters with other meanings
    public static Filter filter(Request request, FieldNames fields, QueryContext context, Set<String> reserved) {
        var text = new FilterText(fields, context);
        var filters = new ArrayList<Filter>();
        request.query().forEach((name, values) -> {
            if (!reserved.contains(name) && !Request.isNothing(name, values)) {
                values.forEach(value -> filters.add(text.parameter(name, value)));
            }
        });
        return filters.size() == 1 ? filters.getFirst() : new Filter.All(filters);
    }

    /// The parameters of a request as lines of a text to which a cursor is bound, but for those that stand apart.
    public static String bound(Request request, Set<String> apart) {
        var text = new StringBuilder();
        for (String name : new TreeSet<>(request.query().keySet())) {
            List<String> values = request.query().get(name);
            if (!apart.contains(name) && !Request.isNothing(name, values)) {
                values.forEach(
                        value -> text.append('\n').append(name).append('=').append(value));
            }
        }
        return text.toString();
    }

    /// The facts beside a request: its zone is the one that it names, or else that of its caller.
    public static QueryContext zoned(Caller caller, Request request, QueryContext context) {
        return context.in(ChosenZone.of(caller, request, context).zone());
    }

    private static Parameter tree(String name, FieldNames fields) {
        String example = "(" + fields.names().getFirst() + ".is.not_null,not."
                + fields.names().getLast() + ".is.null)";
        return Parameter.query(
                name,
                "Conditions in brackets, as in " + example + ".",
                example(Schema.text("^\\(.+\\)$", LENGTH_MAX), example));
    }

    private static Parameter condition(String name, FieldKind kind) {
        String operators = Arrays.stream(Operator.values())
                .filter(operator -> operator.suits(kind))
                .map(Operator::wireName)
                .collect(Collectors.joining("|"));
        boolean isOfWords = kind == FieldKind.WORDS;
        String choice = isOfWords ? "language" : "any|all";
        String choices = isOfWords ? "[a-z]+" : "(any|all)";
        return Parameter.query(
                name,
                "A condition: [not.]operator[(" + choice + ")].value, where the value is " + kind.expected() + ".",
                example(
                        Schema.text("^(not\\.)?(" + operators + ")(\\(" + choices + "\\))?\\..*$", LENGTH_MAX),
                        isOfWords ? "wfts.word" : "is.not_null"));
    }

    private static ObjectNode example(ObjectNode schema, String example) {
        schema.putArray("examples").add(example);
        return schema;
    }
}
