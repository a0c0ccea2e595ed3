package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.FilterParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.util.List;

/// The query parameters of aggregates.
final class AggregateParameters {
    private static final int LENGTH_MAX = 1_000;
    private static final int GROUPS_MAX = 1_000;
    private static final int GROUPS_USUAL = 100;

    static final Parameter SELECT = Parameter.query(
                    "select",
                    "The columns of each group: fields, buckets of times such as day:createdAt.day(),"
                            + " count(), and sum(), avg(), min(), max() of a field.",
                    text("count()"))
            .required();

    static final Parameter ORDER = Parameter.query(
            "order",
            "The order of the groups by names of the answer, as in count.desc; their own otherwise.",
            text("count.desc"));

    static final Parameter FILL = Parameter.query(
            "fill",
            "Whether to show empty buckets too, between the ends that the conditions give.",
            Schema.choice(List.of("false", "true")).put("default", "false"));

    static final Parameter LIMIT = Parameter.query(
            "limit",
            "The largest number of groups.",
            Schema.whole(1, GROUPS_MAX).put("default", GROUPS_USUAL));

    private AggregateParameters() {}

    /// The input of an aggregate over rows with these fields.
    static Input of(FieldNames fields, Parameter... more) {
        return FilterParameters.of(
                Inputs.VERSION
                        .reading(more)
                        .reading(SELECT, ORDER, LIMIT, FILL, ApiParameters.ZONE, ApiParameters.ZONE_HEADER),
                fields);
    }

    private static ObjectNode text(String example) {
        var schema = Schema.text("^[^\\u0000]+$", LENGTH_MAX);
        schema.putArray("examples").add(example);
        return schema;
    }
}
