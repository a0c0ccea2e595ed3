package dev.toolbridge.mcp.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Arrival;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.offer.Outlet;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.Revision;
import dev.toolbridge.mcp.protocol.session.McpSession;
import dev.toolbridge.mcp.protocol.session.McpSessions;
import dev.toolbridge.mcp.protocol.session.SessionEra;
import dev.toolbridge.mcp.protocol.stateless.StatelessEra;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Streamable HTTP with sessions (revisions 2025-03-26 to 2025-11-25, Basic, Transports). It passes a request
/// of the revision without sessions on to [StatelessHttp].
final class StreamableHttp implements AutoCloseable {
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = StatelessHeaders.VERSION;
    private static final int BATCH_MAX = 50;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private final Features features;
    private final Features unfiltered;
    private final McpSessions sessions;
    private final TransportConfig config;
    private final Pulse pulse = new Pulse();
    private final StatelessHttp stateless;

    StreamableHttp(Features features, McpSessions sessions, StatelessEra era, TransportConfig config) {
        this.features = features;
        this.unfiltered = features.narrowed(Collections.emptySortedMap());
        this.sessions = sessions;
        this.config = config;
        this.stateless = new StatelessHttp(era, config, pulse);
    }

    @Override
    public void close() {
        pulse.close();
    }

    /// Answers a post. A client that waits with its body gets errors without its id, which is in the body.
    void post(Exchange exchange, Principal principal) {
        if (exchange.request().header("Expect").isPresent()) {
            requireJson(exchange);
        }
        Messages.Body body = Messages.parse(exchange.request().body());
        exchange.asks(body);
        requireJson(exchange);
        Features narrowed = narrowed(exchange.request().query());
        if (StatelessHttp.speaks(exchange, body)) {
            stateless.post(exchange, principal, narrowed, body);
            return;
        }
        requireKnownRevision(exchange);
        switch (body) {
            case Messages.Body.One(Message.Request request)
            when request.method().equals(SessionEra.INITIALIZE) ->
                initialize(exchange, open(exchange, principal, narrowed), new Incoming(request, principal));
            case Messages.Body.One(Message.Request request) ->
                answer(exchange, session(exchange, principal), new Incoming(request, principal));
            case Messages.Body.One(Message.Malformed malformed) -> throw malformed.error();
            case Messages.Body.One(Message message) -> {
                take(session(exchange, principal), message);
                exchange.send(ACCEPTED);
            }
            case Messages.Body.Batch batch ->
                answerAll(exchange, session(exchange, principal), batch.messages(), principal);
        }
    }

    /// Opens the stream for messages that the server sends unasked. Nothing is replayed after `Last-Event-ID`:
    /// the stream opens at once and continues from here.
    void get(Exchange exchange, Principal principal) {
        requireKnownRevision(exchange);
        requireSession(exchange);
        if (!exchange.accepts(Exchange.EVENTS)) {
            throw ProtocolError.refused(NOT_ACCEPTABLE, "Accept must name text/event-stream");
        }
        McpSession session = session(exchange, principal);
        if (exchange.answeredByHead()) {
            return;
        }
        var stream = new OpenStream(config.heartbeat());
        session.attach(stream);
        try (EventWriter events = exchange.events()) {
            stream.write(events, session::tokenExpiresAt);
        } finally {
            session.detach(stream);
        }
    }

    void delete(Exchange exchange, Principal principal) {
        requireKnownRevision(exchange);
        sessions.end(session(exchange, principal));
        exchange.send(NO_CONTENT);
    }

    /// The features at an address. Few clients filter, so the features of all others are made once.
    private Features narrowed(SequencedMap<String, List<String>> query) {
        return query.isEmpty() ? unfiltered : features.narrowed(query);
    }

    private record Incoming(Message.Request request, Principal principal) {}

    /// Answers with the session's id; an introduction that is not valid ends the session.
    private void initialize(Exchange exchange, McpSession session, Incoming incoming) {
        var outlet = new AnswerOutlet(exchange, () -> {});
        var answer = SessionEra.answer(
                session, incoming.request(), arrival(exchange, session.bound(incoming.principal()), outlet));
        if (session.revision().isPresent()) {
            exchange.header(SESSION, session.id());
        } else {
            sessions.end(session);
        }
        outlet.finish(answer);
    }

    /// A client of these revisions that loses its connection has not cancelled its request.
    private void answer(Exchange exchange, McpSession session, Incoming incoming) {
        var outlet = new AnswerOutlet(exchange, () -> {});
        var arrival = arrival(exchange, session.bound(incoming.principal()), outlet);
        try (var _ = pulse.keep(outlet)) {
            outlet.finish(SessionEra.answer(session, incoming.request(), arrival));
        } catch (ProtocolError error) {
            outlet.fail(incoming.request().id(), error);
        }
    }

    private static Arrival arrival(Exchange exchange, Principal principal, Outlet outlet) {
        return new Arrival(principal, exchange.request().correlationId(), outlet);
    }

    /// A batch is answered in one piece, without any messages ahead of the answers.
    private static void answerAll(Exchange exchange, McpSession session, List<Message> batch, Principal principal) {
        if (session.revision().filter(Revision.R2025_03_26::equals).isEmpty() || batch.size() > BATCH_MAX) {
            throw ProtocolError.invalidRequest("only revision 2025-03-26 has batches, of at most " + BATCH_MAX);
        }
        var arrival = arrival(exchange, session.bound(principal), _ -> {});
        var answers = Json.mapper().createArrayNode();
        for (Message message : batch) {
            switch (message) {
                case Message.Request request ->
                    answerOf(session, request, arrival).ifPresent(answers::add);
                case Message.Malformed malformed -> answers.add(Messages.error(malformed.id(), malformed.error()));
                case Message.Notification _, Message.Reply _ -> take(session, message);
            }
        }
        if (answers.isEmpty()) {
            exchange.send(ACCEPTED);
        } else {
            exchange.send(OK, answers);
        }
    }

    /// Within a batch only the answer itself can tell that the token must be widened.
    private static Optional<ObjectNode> answerOf(McpSession session, Message.Request request, Arrival arrival) {
        try {
            return SessionEra.answer(session, request, arrival);
        } catch (ProtocolError error) {
            return Optional.of(Messages.error(Optional.of(request.id()), error));
        }
    }

    private static void take(McpSession session, Message message) {
        switch (message) {
            case Message.Notification notification -> SessionEra.take(session, notification);
            case Message.Reply reply -> SessionEra.take(session, reply);
            case Message.Request _, Message.Malformed _ -> throw new IllegalArgumentException("this wants an answer");
        }
    }

    private McpSession session(Exchange exchange, Principal principal) {
        String id = exchange.request()
                .header(SESSION)
                .orElseThrow(() -> ProtocolError.invalidRequest("header " + SESSION + " is missing: initialize first"));
        return sessions.find(id, principal, exchange.request().query());
    }

    private McpSession open(Exchange exchange, Principal principal, Features narrowed) {
        return sessions.open(principal, narrowed, exchange.request().query());
    }

    /// Requires a session. Clients of the oldest revision try a stream first, and post after this status only.
    private static void requireSession(Exchange exchange) {
        if (exchange.request().header(SESSION).isEmpty()) {
            throw Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "no stream is offered without a session: post initialize")
                    .header("Allow", "POST");
        }
    }

    private static void requireJson(Exchange exchange) {
        boolean json = exchange.request()
                .header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(Exchange.JSON::equals)
                .isPresent();
        if (!json) {
            throw ProtocolError.refused(UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
        }
        if (!exchange.accepts(Exchange.JSON) && !exchange.accepts(Exchange.EVENTS)) {
            throw ProtocolError.refused(NOT_ACCEPTABLE, "Accept must name application/json and text/event-stream");
        }
    }

    private static void requireKnownRevision(Exchange exchange) {
        Optional<String> named = exchange.request().header(VERSION);
        if (named.filter(StatelessEra.REVISION::equals).isPresent()) {
            throw Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "revision " + StatelessEra.REVISION + " only posts")
                    .header("Allow", "POST");
        }
        if (named.isPresent() && Revision.find(named.get()).isEmpty()) {
            throw ProtocolError.invalidRequest("unsupported " + VERSION);
        }
    }
}
