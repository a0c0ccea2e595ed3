package dev.toolbridge.api.route;

import dev.toolbridge.contract.WireHeader;
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

    /// A query parameter or a header.
    public record Parameter(String name, String in, String meaning) {}

    private static final int BODY_BYTES_MAX = 2 * 1_048_576;
    private static final int BATCH_BYTES_MAX = 16 * 1_048_576;

    private static final int ACCOUNT_BYTES_MAX = 65_536;

    private static final Parameter TENANT = header(WireHeader.TENANT, "Selects the tenant.");
    private static final Parameter LIMIT = query("limit", "How many at most, 1 to 1000; 500 when missing.");
    private static final Parameter CURSOR = query("cursor", "The nextCursor of the page before.");
    private static final Parameter LATEST =
            query("latest", "true shows the newest, and begins a cursor behind them instead of a copy.");
    private static final Parameter DELETED = query("includeDeleted", "true shows deleted items too.");
    private static final Parameter ORDER = query("order", "changed.asc or changed.desc.");
    private static final Parameter IF_MATCH = header("If-Match", "The version that must be stored.");
    private static final Parameter IF_NONE_MATCH = header("If-None-Match", "The version that the client has.");
    private static final Parameter ONCE =
            header(WireHeader.IDEMPOTENCY_KEY, "Names the request, so that sending it again does it once only.");
    private static final Parameter EVERYBODYS =
            query("all", "true shows those of the whole tenant, to administrators.");
    private static final Parameter SESSION = header(WireHeader.SYNC_SESSION, "The sync session.");
    private static final Parameter EPOCH = header(WireHeader.SYNC_EPOCH, "The epoch that the client believes in.");

    private static final Input CRUD =
            new Input(0, Optional.empty(), SyncDemand.IF_PRESENT, List.of(TENANT)).reading(SESSION, EPOCH);
    private static final Input SYNC =
            new Input(0, Optional.empty(), SyncDemand.SESSION_AND_EPOCH, List.of(TENANT)).reading(SESSION, EPOCH);

    public static final Input LIST = CRUD.reading(LIMIT, CURSOR, DELETED, ORDER);
    public static final Input PAGE = CRUD.reading(LIMIT, CURSOR);
    public static final Input ITEM = CRUD.reading(DELETED, IF_NONE_MATCH);
    public static final Input VERSION = CRUD;
    public static final Input NEW_ITEM = CRUD.reading(ONCE).upTo(BODY_BYTES_MAX);
    public static final Input CHANGE = NEW_ITEM.reading(IF_MATCH);

    public static final Input PULL = SYNC.reading(LIMIT, CURSOR);
    public static final Input CHANGES = PULL.reading(LATEST);
    public static final Input PUSH = SYNC.reading(ONCE).upTo(BATCH_BYTES_MAX);
    public static final Input SYNC_SESSIONS =
            new Input(BODY_BYTES_MAX, Optional.empty(), SyncDemand.NONE, List.of(TENANT));
    public static final Input SYNC_STATE =
            new Input(0, Optional.empty(), SyncDemand.SESSION, List.of(TENANT)).reading(SESSION);
    public static final Input WIPE = SYNC_STATE.reading(ONCE).upTo(BODY_BYTES_MAX);

    public static final Input ACCOUNT = new Input(0, Optional.empty(), SyncDemand.NONE, List.of(TENANT));
    public static final Input ACCOUNT_PAGE = ACCOUNT.reading(LIMIT, CURSOR);
    public static final Input ACCOUNT_CHANGE = ACCOUNT.upTo(ACCOUNT_BYTES_MAX);
    public static final Input KEY_LIST = ACCOUNT.reading(EVERYBODYS);

    public Input {
        parameters = List.copyOf(parameters);
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

    private static Parameter query(String name, String meaning) {
        return new Parameter(name, "query", meaning);
    }

    private static Parameter header(String name, String meaning) {
        return new Parameter(name, "header", meaning);
    }
}
