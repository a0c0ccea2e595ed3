package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.query.FieldKind;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Operator;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The query parameters of a list: those of every list, and a condition for each field of its type.
public final class ListParameters {
    private static final int LENGTH_MAX = 8_000;

    static final Parameter SELECT = Parameter.query(
            "select",
            "The members of the payloads to show, as in title,due:dueDate,payload->a; * for all of them.",
            example(Schema.text("^[^\\u0000]+$", LENGTH_MAX), "*"));

    static final Parameter COUNT = Parameter.query(
            "count",
            "Counts all items that match, up to 10,000: total, or totalAtLeast if there may be more.",
            Schema.choice(List.of("exact")));

    private ListParameters() {}

    /// The input of a list of a type.
    static Input of(EntityType type) {
        var fields = FieldNames.of(type);
        Input input = Inputs.LIST.reading(ApiParameters.ORDER, SELECT, COUNT, ApiParameters.ZONE, ApiParameters.AS_OF);
        return conditions(input, fields).takingOthers();
    }

    /// The same input with the conditions of these fields. A name that the input reads already has another
    /// meaning; the field of that name needs its path.
    static Input conditions(Input input, FieldNames fields) {
        Input more = input;
        for (String tree : new String[] {"and", "or", "not.and", "not.or"}) {
            more = more.reading(tree(tree, fields).repeated());
        }
        for (String name : fields.names()) {
            if (!more.reads(name)) {
                more = more.reading(condition(name, fields.named(name).kind()).repeated());
            }
        }
        return more;
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
