package dev.toolbridge.api.route;

import static dev.toolbridge.api.route.Parameter.CLIENT;
import static dev.toolbridge.api.route.Parameter.CURSOR;
import static dev.toolbridge.api.route.Parameter.DELETED;
import static dev.toolbridge.api.route.Parameter.EPOCH;
import static dev.toolbridge.api.route.Parameter.EVERYBODYS;
import static dev.toolbridge.api.route.Parameter.IF_MATCH;
import static dev.toolbridge.api.route.Parameter.IF_NONE_MATCH;
import static dev.toolbridge.api.route.Parameter.LATEST;
import static dev.toolbridge.api.route.Parameter.LIMIT;
import static dev.toolbridge.api.route.Parameter.ONCE;
import static dev.toolbridge.api.route.Parameter.ORDER;
import static dev.toolbridge.api.route.Parameter.PLACE;
import static dev.toolbridge.api.route.Parameter.RUN;
import static dev.toolbridge.api.route.Parameter.SESSION;
import static dev.toolbridge.api.route.Parameter.TENANT;
import static dev.toolbridge.api.route.Parameter.TOOL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an operation reads besides its path.
///
/// @param bodyBytesMax how large a body may be; one that is not needed is read and ignored
/// @param bodySchema the schema of a body that means something
/// @param sync what it demands of the sync headers
/// @param parameters query parameters and headers
public record Input(int bodyBytesMax, Optional<String> bodySchema, SyncDemand sync, List<Parameter> parameters) {

    private static final int BODY_BYTES_MAX = 2 * 1_048_576;
    private static final int BATCH_BYTES_MAX = 16 * 1_048_576;

    private static final int ACCOUNT_BYTES_MAX = 65_536;

    private static final List<Parameter> CALLER = List.of(TENANT, CLIENT, TOOL, RUN);

    private static final Input CRUD =
            new Input(0, Optional.empty(), SyncDemand.IF_PRESENT, CALLER).reading(SESSION, EPOCH);
    private static final Input SYNC = new Input(0, Optional.empty(), SyncDemand.SESSION_AND_EPOCH, CALLER)
            .reading(SESSION.required(), EPOCH.required());

    public static final Input LIST = CRUD.reading(LIMIT, CURSOR, DELETED, ORDER);
    public static final Input PAGE = CRUD.reading(LIMIT, CURSOR);
    public static final Input ITEM = CRUD.reading(DELETED, IF_NONE_MATCH);
    public static final Input VERSION = CRUD;
    public static final Input NEW_ITEM = CRUD.reading(ONCE).upTo(BODY_BYTES_MAX);
    public static final Input CHANGE = NEW_ITEM.reading(IF_MATCH);

    public static final Input PULL = SYNC.reading(LIMIT, CURSOR);
    public static final Input CHANGES = PULL.reading(LATEST);
    public static final Input PUSH = SYNC.reading(ONCE).upTo(BATCH_BYTES_MAX);
    public static final Input SYNC_SESSIONS = new Input(BODY_BYTES_MAX, Optional.empty(), SyncDemand.NONE, CALLER);
    public static final Input SYNC_STATE =
            new Input(0, Optional.empty(), SyncDemand.SESSION, CALLER).reading(SESSION.required());
    public static final Input WIPE = SYNC_STATE.reading(ONCE).upTo(BODY_BYTES_MAX);

    public static final Input ACCOUNT = new Input(0, Optional.empty(), SyncDemand.NONE, CALLER);
    public static final Input ACCOUNT_PAGE = ACCOUNT.reading(LIMIT, PLACE);
    public static final Input ACCOUNT_CHANGE = ACCOUNT.upTo(ACCOUNT_BYTES_MAX);
    public static final Input KEY_LIST = ACCOUNT.reading(EVERYBODYS);

    public Input {
        parameters = List.copyOf(parameters);
    }

    /// Whether a query parameter or a header of that name means something.
    public boolean reads(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /// The names of the query parameters; any other is a mistake.
    public List<String> queryNames() {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals("query"))
                .map(Parameter::name)
                .toList();
    }

    /// The same with a body that follows one of the document's schemas.
    public Input body(String schema) {
        return new Input(bodyBytesMax, Optional.of(schema), sync, parameters);
    }

    private Input upTo(int bytesMax) {
        return new Input(bytesMax, bodySchema, sync, parameters);
    }

    private Input reading(Parameter... more) {
        var all = new ArrayList<>(parameters);
        all.addAll(List.of(more));
        return new Input(bodyBytesMax, bodySchema, sync, all);
    }
}
