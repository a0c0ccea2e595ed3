package dev.toolbridge.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.access.Grant;
import dev.toolbridge.service.json.Json;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A JSON-RPC error: the code of each rule throws it, and this class defines all kinds. Its text is for
/// clients, and never that of another exception.
public final class ProtocolError extends RuntimeException {
    private static final int PARSE = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMETERS = -32602;
    private static final int INTERNAL = -32603;
    private static final int REFUSED = -32000;
    private static final int HEADER_MISMATCH = -32020;
    private static final int MISSING_CAPABILITY = -32021;
    private static final int UNSUPPORTED_REVISION = -32022;
    private static final int RESOURCE_NOT_FOUND_IN_SESSIONS = -32002;
    private static final int FORBIDDEN = 403;
    private static final String URI = "uri";
    private static final int SESSION_NOT_FOUND = -32001;

    private final int code;
    private final int status;
    private final ObjectNode data;
    private final Optional<String> stepUp;

    private ProtocolError(int code, int status, String text, ObjectNode data, Optional<String> stepUp) {
        super(text, null, false, false);
        this.code = code;
        this.status = status;
        this.data = data;
        this.stepUp = stepUp;
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

    /// A header contradicts the body (2026-07-28, Transports).
    public static ProtocolError headerMismatch(String text) {
        return of(HEADER_MISMATCH, 400, text);
    }

    /// The client must answer a question, but has not declared the capability for it.
    public static ProtocolError missingCapabilities(Set<String> names) {
        var data = Json.object();
        ObjectNode required = data.putObject("requiredCapabilities");
        names.forEach(required::putObject);
        return new ProtocolError(
                MISSING_CAPABILITY,
                400,
                "the client has not declared " + String.join(", ", names),
                data,
                Optional.empty());
    }

    public static ProtocolError unsupportedRevision(String asked, String supported) {
        var data = Json.object().put("requested", asked);
        data.putArray("supported").add(supported);
        return new ProtocolError(UNSUPPORTED_REVISION, 400, "unsupported protocol version", data, Optional.empty());
    }

    public static ProtocolError resourceNotFound(String uri) {
        return of(INVALID_PARAMETERS, 200, "resource not found").with(URI, uri);
    }

    /// The same error for the revisions with sessions, which have their own code for a missing resource.
    public ProtocolError inSessions() {
        return data.has(URI)
                ? new ProtocolError(RESOURCE_NOT_FOUND_IN_SESSIONS, status, getMessage(), data, stepUp)
                : this;
    }

    /// The token must be widened to allow all of these scopes, some of which it lacks.
    public static ProtocolError insufficientScope(Grant grant, Collection<String> needed) {
        String missing = needed.stream().filter(scope -> !grant.allows(scope)).collect(Collectors.joining(" "));
        var data = Json.object().put("scope", missing);
        return new ProtocolError(
                REFUSED, FORBIDDEN, "the token lacks the scope " + missing, data, Optional.of(grant.widenedBy(needed)));
    }

    /// The scopes to come back with, if a wider token would be enough.
    public Optional<String> stepUp() {
        return stepUp;
    }

    /// A session that does not exist, has ended, or belongs to another owner: the client must start again.
    public static ProtocolError sessionNotFound() {
        return of(SESSION_NOT_FOUND, 404, "session not found: initialize again");
    }

    /// An internal error; the correlation id finds it in the log.
    public static ProtocolError internal(String correlationId) {
        return of(INTERNAL, 500, "internal error").with("correlation_id", correlationId);
    }

    /// An error from outside the protocol; `status` is its HTTP status.
    public static ProtocolError refused(int status, String text) {
        return of(REFUSED, status, text);
    }

    public ProtocolError with(String name, String value) {
        return new ProtocolError(code, status, getMessage(), data.deepCopy().put(name, value), stepUp);
    }

    public int code() {
        return code;
    }

    /// The HTTP status of the error if it answers the HTTP request itself.
    public int status() {
        return status;
    }

    ObjectNode data() {
        return data;
    }

    private static ProtocolError of(int code, int status, String text) {
        return new ProtocolError(code, status, text, Json.object(), Optional.empty());
    }
}
