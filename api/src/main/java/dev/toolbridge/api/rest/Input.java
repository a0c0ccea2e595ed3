package dev.toolbridge.api.rest;

import dev.toolbridge.contract.WireHeader;
import java.util.List;
import java.util.stream.Stream;

/// What an operation reads besides its path.
///
/// @param bodyBytesMax how large a body may be; one that is not needed is read and ignored
/// @param takesBody whether the body means something
/// @param parameters query parameters and headers
public record Input(int bodyBytesMax, boolean takesBody, List<Parameter> parameters) {

    /// A query parameter or a header.
    public record Parameter(String name, String in, String meaning) {}

    private static final int BODY_BYTES_MAX = 2 * 1_048_576;

    private static final Parameter TENANT = header(WireHeader.TENANT, "Selects the tenant.");
    private static final Parameter LIMIT = query("limit", "How many at most, 1 to 1000; 500 when missing.");
    private static final Parameter CURSOR = query("cursor", "The nextCursor of the page before.");
    private static final Parameter DELETED = query("includeDeleted", "true shows deleted items too.");
    private static final Parameter ORDER = query("order", "changed.asc or changed.desc.");
    private static final Parameter IF_MATCH = header("If-Match", "The version that must be stored.");
    private static final Parameter IF_NONE_MATCH = header("If-None-Match", "The version that the client has.");
    private static final Parameter EPOCH = header(WireHeader.SYNC_EPOCH, "The epoch that the client believes in.");

    static final Input LIST = of(0, false, LIMIT, CURSOR, DELETED, ORDER);
    static final Input PAGE = of(0, false, LIMIT, CURSOR);
    static final Input ITEM = of(0, false, DELETED, IF_NONE_MATCH);
    static final Input VERSION = of(0, false);
    static final Input NEW_ITEM = of(BODY_BYTES_MAX, true, EPOCH);
    static final Input CHANGE = of(BODY_BYTES_MAX, true, IF_MATCH, EPOCH);
    static final Input CHANGE_WITHOUT_BODY = of(BODY_BYTES_MAX, false, IF_MATCH, EPOCH);

    public Input {
        parameters = List.copyOf(parameters);
    }

    private static Input of(int bodyBytesMax, boolean takesBody, Parameter... parameters) {
        return new Input(
                bodyBytesMax,
                takesBody,
                Stream.concat(Stream.of(TENANT), Stream.of(parameters)).toList());
    }

    private static Parameter query(String name, String meaning) {
        return new Parameter(name, "query", meaning);
    }

    private static Parameter header(String name, String meaning) {
        return new Parameter(name, "header", meaning);
    }
}
