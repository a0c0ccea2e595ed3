package dev.toolbridge.mcp.transport;

import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Arrival;
import dev.toolbridge.mcp.offer.Cancellation;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.stateless.StatelessEra;
import dev.toolbridge.mcp.protocol.stateless.Subscription;
import dev.toolbridge.service.event.EventWriter;

/// Streamable HTTP without sessions (revision 2026-07-28, Basic, Transports): one endpoint, posts only. A
/// client cancels its request by closing the connection.
final class StatelessHttp {
    private final StatelessEra era;
    private final TransportConfig config;
    private final Pulse pulse;

    StatelessHttp(StatelessEra era, TransportConfig config, Pulse pulse) {
        this.era = era;
        this.config = config;
        this.pulse = pulse;
    }

    /// Tells if a request is written for this revision, by its headers or its body.
    static boolean speaks(Exchange exchange, Messages.Body body) {
        boolean named = exchange.request()
                .header(StatelessHeaders.VERSION)
                .filter(StatelessEra.REVISION::equals)
                .isPresent();
        return named || (body instanceof Messages.Body.One(Message message) && StatelessEra.speaks(message));
    }

    void post(Exchange exchange, Principal principal, Features features, Messages.Body body) {
        switch (body) {
            case Messages.Body.One(Message.Request request) -> answer(exchange, principal, features, request);
            case Messages.Body.One(Message.Malformed malformed) -> throw malformed.error();
            case Messages.Body.One(Message.Notification _) -> exchange.send(202);
            case Messages.Body.One(Message.Reply _) ->
                throw ProtocolError.invalidRequest("answers are brought by the next request, as inputResponses");
            case Messages.Body.Batch _ -> throw ProtocolError.invalidRequest("this revision has no batches");
        }
    }

    private void answer(Exchange exchange, Principal sender, Features features, Message.Request request) {
        var cancellation = new Cancellation();
        var outlet = new AnswerOutlet(exchange, cancellation::cancel);
        try {
            StatelessHeaders.check(exchange.request(), request);
            Principal principal = features.bind(sender, exchange.request().query());
            if (request.method().equals(StatelessEra.LISTEN)) {
                listen(exchange, principal, features, request);
                return;
            }
            var arrival = new Arrival(principal, exchange.request().correlationId(), outlet);
            try (var _ = pulse.keep(outlet)) {
                outlet.finish(era.answer(features, request, arrival, cancellation));
            }
        } catch (ProtocolError error) {
            outlet.fail(request.id(), error);
        }
    }

    private void listen(Exchange exchange, Principal principal, Features features, Message.Request request) {
        var subscription = Subscription.of(request);
        if (!exchange.accepts(Exchange.EVENTS)) {
            throw ProtocolError.refused(406, "Accept must name text/event-stream");
        }
        var stream = new OpenStream(config.heartbeat());
        try (var _ = subscription.begin(features.of(principal), principal, stream);
                EventWriter events = exchange.events()) {
            stream.write(events, principal::expiresAt);
        }
    }
}
