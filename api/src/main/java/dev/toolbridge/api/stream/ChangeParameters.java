package dev.toolbridge.api.stream;

import static dev.toolbridge.service.route.Parameter.query;

import dev.toolbridge.api.journal.ChangeFact;
import dev.toolbridge.api.journal.ChangeFilter;
import dev.toolbridge.api.journal.Include;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.ReadableTypes;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.Schema;
import java.util.List;

/// The query parameters of pages and streams of changes.
final class ChangeParameters {
    static final int TEXT_LENGTH_MAX = 400;

    private static final String PRINTABLE = "^[^\\u0000-\\u001f\\u007f]+$";

    static final Parameter TYPES = query(
            "types",
            "The types whose changes are shown, separated by commas; `space` tells of wipes. All that the caller may"
                    + " read, if it is missing.",
            ReadableTypes.schema(ChangeFilter.SPACE));
    static final Parameter UID = query("uid", "The item whose changes are shown.", Schema.uuid());
    static final Parameter INCLUDE = query(
            "include",
            "Adds the payload after each change, or the JSON Patch from the version before it.",
            Schema.choice(List.of(Include.PATCH.wireName(), Include.PAYLOAD.wireName())));

    static final Parameter LAST_EVENT_ID = Parameter.header(
            "Last-Event-ID",
            "The id of the last event that the client has; it counts more than the cursor.",
            Schema.text("^[A-Za-z0-9_-]*$", Parameter.SIGNED_LENGTH_MAX));

    static final Input PAGE = reading(Inputs.PAGE.reading(ApiParameters.LATEST));
    static final Input STREAM = reading(Inputs.VERSION.reading(Parameter.CURSOR, ApiParameters.LATEST, LAST_EVENT_ID));

    private ChangeParameters() {}

    private static Input reading(Input input) {
        return input.reading(
                TYPES,
                UID,
                fact(ChangeFact.USER, "The user who made the changes."),
                fact(ChangeFact.CLIENT, "The client that made the changes, by its token or by its own account."),
                fact(ChangeFact.TOOL, "The tool that made the changes, by the client's account."),
                fact(ChangeFact.RUN, "The run that made the changes, by the client's account."),
                fact(ChangeFact.OPERATION, "The operation, such as create or process:complete."),
                INCLUDE);
    }

    private static Parameter fact(ChangeFact fact, String meaning) {
        return query(fact.wireName(), meaning, Schema.text(PRINTABLE, TEXT_LENGTH_MAX));
    }
}
