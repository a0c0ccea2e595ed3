package dev.toolbridge.mcp.transport;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.access.Gate;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.protocol.Features;
import dev.toolbridge.mcp.protocol.McpSessions;
import dev.toolbridge.mcp.protocol.RequestStates;
import dev.toolbridge.mcp.protocol.StatelessEra;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.RequestReader;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.function.BiConsumer;
import org.slf4j.MDC;

/// The protocol's addresses. Each stands behind the gate.
public final class McpRoutes implements AutoCloseable {
    /// A tool call may carry an item of the API's largest size, escaped as text within JSON.
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private final Gate gate;
    private final McpSessions sessions;
    private final StreamableHttp streamable;
    private final LegacySse sse;

    public McpRoutes(Gate gate, Features features, RequestStates states, TransportConfig config) {
        this.gate = gate;
        this.sessions = new McpSessions(config.sessions());
        this.streamable = new StreamableHttp(features, sessions, new StatelessEra(states), config);
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
        streamable.close();
        sse.close();
    }

    /// A body is read only for somebody who may send it.
    private Handler guarded(String path, BiConsumer<Exchange, Principal> endpoint) {
        return (request, response) -> {
            Request head = RequestReader.head(request);
            Principal principal = gate.admit(head, path);
            MDC.put("user", principal.owner().subject());
            principal.owner().tenant().ifPresent(tenant -> MDC.put("tenant", tenant));
            var exchange = new Exchange(
                    RequestReader.read(request, BODY_BYTES_MAX), response, scopes -> gate.stepUp(path, scopes));
            exchange.answer(() -> endpoint.accept(exchange, principal));
        };
    }

    private static Handler notAllowed(String allowed) {
        return (_, _) -> {
            throw Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "method not allowed").header("Allow", allowed);
        };
    }
}
