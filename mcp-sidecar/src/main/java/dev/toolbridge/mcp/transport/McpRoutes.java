package dev.toolbridge.mcp.transport;

import dev.toolbridge.mcp.access.Gate;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.protocol.Features;
import dev.toolbridge.mcp.protocol.McpSessions;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.http.RequestReader;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.function.BiConsumer;
import org.slf4j.MDC;

/// The protocol's addresses. Each stands behind the gate.
public final class McpRoutes implements AutoCloseable {
    /// A tool call may carry an item of the API's largest size, escaped as text within JSON.
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private static final int METHOD_NOT_ALLOWED = 405;

    private final Gate gate;
    private final McpSessions sessions;
    private final StreamableHttp streamable;
    private final LegacySse sse;

    public McpRoutes(Gate gate, Features features, TransportConfig config) {
        this.gate = gate;
        this.sessions = new McpSessions(config.sessions());
        this.streamable = new StreamableHttp(features, sessions, config);
        this.sse = new LegacySse(features, sessions, config);
    }

    public void install(HttpRouting.Builder routing) {
        for (String path : new String[] {"/mcp", "/bearer/mcp"}) {
            routing.post(path, guarded(path, streamable::post));
            routing.get(path, guarded(path, streamable::get));
            routing.delete(path, guarded(path, streamable::delete));
            routing.any(path, notAllowed("GET, POST, DELETE"));
        }
        routing.get("/sse", guarded("/sse", sse::stream));
        routing.any("/sse", notAllowed("GET"));
        routing.post("/messages", guarded("/sse", sse::post));
        routing.any("/messages", notAllowed("POST"));
    }

    public int sessionCount() {
        return sessions.size();
    }

    /// Ends all streams and stops what runs for them.
    @Override
    public void close() {
        sessions.close();
        sse.close();
    }

    private Handler guarded(String path, BiConsumer<Exchange, Principal> endpoint) {
        return (request, response) -> {
            var exchange = new Exchange(RequestReader.read(request, BODY_BYTES_MAX), response);
            try {
                Principal principal = gate.admit(exchange.request(), path);
                MDC.put("user", principal.owner().subject());
                principal.owner().tenant().ifPresent(tenant -> MDC.put("tenant", tenant));
                endpoint.accept(exchange, principal);
            } catch (RuntimeException failure) {
                exchange.fail(failure);
            }
        };
    }

    private static Handler notAllowed(String allowed) {
        return (request, response) -> {
            var exchange = new Exchange(RequestReader.read(request, BODY_BYTES_MAX), response);
            exchange.header("Allow", allowed);
            exchange.fail(ProtocolError.refused(METHOD_NOT_ALLOWED, "method not allowed"));
        };
    }
}
