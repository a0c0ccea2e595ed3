package dev.toolbridge.mcp.transport;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Arrival;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.session.McpSession;
import dev.toolbridge.mcp.protocol.session.McpSessions;
import dev.toolbridge.mcp.protocol.session.SessionEra;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.memory.Share;
import dev.toolbridge.service.trace.Trace;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.MDC;

/// HTTP with server-sent events (revision 2024-11-05): requests are posted, answers come through the one
/// stream, and the session ends with it.
final class LegacySse implements AutoCloseable {
    private static final String SESSION = "sessionId";
    private static final String MESSAGES = "/messages";
    private static final int ACCEPTED = 202;

    private final Features features;
    private final McpSessions sessions;
    private final TransportConfig config;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    LegacySse(Features features, McpSessions sessions, TransportConfig config) {
        this.features = features;
        this.sessions = sessions;
        this.config = config;
    }

    void stream(Exchange exchange, Principal principal) {
        Features narrowed = features.narrowed(exchange.request().query());
        if (exchange.answeredByHead()) {
            return;
        }
        McpSession session =
                sessions.open(principal, narrowed, exchange.request().query());
        var stream = new OpenStream(config.heartbeat());
        session.attach(stream);
        try (EventWriter events = exchange.events()) {
            events.event("endpoint", config.publicPath() + MESSAGES + "?" + SESSION + "=" + session.id());
            stream.write(events, session::tokenExpiresAt);
        } finally {
            sessions.end(session);
        }
    }

    void post(Exchange exchange, Principal principal) {
        Messages.Body body = Messages.parse(exchange.request().body());
        exchange.asks(body);
        String id = exchange.request()
                .queryValue(SESSION)
                .orElseThrow(() -> ProtocolError.invalidRequest("query parameter " + SESSION + " is missing"));
        McpSession session = sessions.find(id, principal, exchange.request().query());
        switch (body) {
            case Messages.Body.One(Message.Malformed malformed) -> throw malformed.error();
            case Messages.Body.One(Message.Request request) -> {
                var arrival =
                        new Arrival(session.bound(principal), exchange.request().correlationId(), session);
                Map<String, String> logContext = MDC.getCopyOfContextMap();
                Trace trace = Trace.current().orElseThrow();
                Share share = Share.current().handedOver();
                calls.execute(() -> share.use(() -> trace.run(() -> answer(session, request, arrival, logContext))));
            }
            case Messages.Body.One(Message.Notification notification) -> SessionEra.take(session, notification);
            case Messages.Body.One(Message.Reply reply) -> SessionEra.take(session, reply);
            case Messages.Body.Batch _ -> throw ProtocolError.invalidRequest("batches are not taken here");
        }
        exchange.send(ACCEPTED);
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }

    private static void answer(
            McpSession session, Message.Request request, Arrival arrival, Map<String, String> logContext) {
        MDC.setContextMap(logContext);
        try {
            SessionEra.answer(session, request, arrival).ifPresent(session::send);
        } catch (ProtocolError error) {
            session.send(Messages.error(Optional.of(request.id()), error));
        }
    }
}
