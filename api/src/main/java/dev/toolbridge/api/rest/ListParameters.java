package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.FilterParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.util.List;

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
        Input input = Inputs.LIST.reading(
                ApiParameters.ORDER, SELECT, COUNT, ApiParameters.ZONE, ApiParameters.ZONE_HEADER, ApiParameters.AS_OF);
        return FilterParameters.of(input, fields);
    }

    private static ObjectNode example(ObjectNode schema, String example) {
        schema.putArray("examples").add(example);
        return schema;
    }
}
