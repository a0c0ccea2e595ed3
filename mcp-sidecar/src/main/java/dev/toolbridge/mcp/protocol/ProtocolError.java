package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;

/// A JSON-RPC error: thrown where the rule is, written down in one place. Its text is for clients, never an
/// exception's own.
public final class ProtocolError extends RuntimeException {
    private static final int PARSE = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMETERS = -32602;
    private static final int INTERNAL = -32603;
    private static final int REFUSED = -32000;
    private static final int SESSION_NOT_FOUND = -32001;

    private final int code;
    private final int status;
    private final ObjectNode data;

    private ProtocolError(int code, int status, String text, ObjectNode data) {
        super(text, null, false, false);
        this.code = code;
        this.status = status;
        this.data = data;
    }

    static ProtocolError parse() {
        return of(PARSE, 400, "the body is not one JSON value");
    }

    public static ProtocolError invalidRequest(String text) {
        return of(INVALID_REQUEST, 400, text);
    }

    public static ProtocolError methodNotFound(String method) {
        return of(METHOD_NOT_FOUND, 404, "unknown method: " + method);
    }

    public static ProtocolError invalidParameters(String text) {
        return of(INVALID_PARAMETERS, 400, text);
    }

    /// A session that is not there, has ended, or belongs to somebody else: the client shall start again.
    public static ProtocolError sessionNotFound() {
        return of(SESSION_NOT_FOUND, 404, "session not found: initialize again");
    }

    /// A fault of ours; the correlation id finds it in the log.
    public static ProtocolError internal(String correlationId) {
        return of(INTERNAL, 500, "internal error").with("correlation_id", correlationId);
    }

    /// Something outside the protocol stands in the way; `status` is its HTTP status.
    public static ProtocolError refused(int status, String text) {
        return of(REFUSED, status, text);
    }

    public ProtocolError with(String name, String value) {
        return new ProtocolError(code, status, getMessage(), data.deepCopy().put(name, value));
    }

    public int code() {
        return code;
    }

    /// The HTTP status of the error where it is the answer to the HTTP request itself.
    public int status() {
        return status;
    }

    ObjectNode data() {
        return data;
    }

    private static ProtocolError of(int code, int status, String text) {
        return new ProtocolError(code, status, text, Json.object());
    }
}
