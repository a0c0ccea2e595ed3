package dev.toolbridge.mcp.transport;

import dev.toolbridge.mcp.access.Admission;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.protocol.session.McpSessions;
import dev.toolbridge.mcp.protocol.stateless.RequestStates;
import dev.toolbridge.mcp.protocol.stateless.StatelessEra;
import dev.toolbridge.service.http.HandledRoute;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.RequestReader;
import io.helidon.webserver.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.MDC;

/// The protocol's addresses, all behind the admission.
public final class McpRoutes implements AutoCloseable {
    /// A tool call may carry an item of the API's largest size, escaped as text within JSON.
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private final Admission admission;
    private final McpSessions sessions;
    private final StreamableHttp streamable;
    private final LegacySse sse;

    public McpRoutes(Admission admission, Features features, RequestStates states, TransportConfig config) {
        this.admission = admission;
        this.sessions = new McpSessions(config.sessions(), config.replica());
        this.streamable = new StreamableHttp(features, sessions, new StatelessEra(states), config);
        this.sse = new LegacySse(features, sessions, config);
    }

    /// The lines of the server's route table.
    public List<HandledRoute> table() {
        var table = new ArrayList<HandledRoute>();
        for (String path : List.of("/mcp", "/bearer/mcp")) {
            for (String written : bothWays(path)) {
                table.add(new HandledRoute("POST", written, guarded(path, streamable::post)));
                table.add(new HandledRoute("GET", written, guarded(path, streamable::get)));
                table.add(new HandledRoute("DELETE", written, guarded(path, streamable::delete)));
            }
        }
        for (String written : bothWays("/sse")) {
            table.add(new HandledRoute("GET", written, guarded("/sse", sse::stream)));
        }
        table.add(new HandledRoute("POST", "/messages", guarded("/sse", sse::post)));
        return table;
    }

    /// Both spellings of an address: people also write it with a slash at the end.
    private static List<String> bothWays(String path) {
        return List.of(path, path + "/");
    }

    public int sessionCount() {
        return sessions.size();
    }

    /// Ends all streams and their work.
    @Override
    public void close() {
        sessions.close();
        streamable.close();
        sse.close();
    }

    /// Admits the sender before its body is read.
    private Handler guarded(String path, BiConsumer<Exchange, Principal> endpoint) {
        return (request, response) -> {
            Request head = RequestReader.head(request);
            Principal principal = admission.admit(head, path);
            MDC.put("user", principal.sessionKey().subject());
            principal.sessionKey().tenant().ifPresent(tenant -> MDC.put("tenant", tenant));
            var exchange = new Exchange(
                    RequestReader.read(request, BODY_BYTES_MAX),
                    response,
                    scopes -> admission.stepUp(head, path, scopes));
            exchange.answer(() -> endpoint.accept(exchange, principal));
        };
    }
}
