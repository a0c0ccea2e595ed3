package dev.toolbridge.mcp.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.protocol.Outlet;
import java.util.Optional;

/// The answer to one posted request: plain JSON, unless something must reach the client before; then a stream of
/// events whose last is the answer. For the thread of the request.
final class AnswerOutlet implements Outlet {
    private static final int OK = 200;

    private final Exchange exchange;
    private Optional<EventWriter> events = Optional.empty();

    AnswerOutlet(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Sends a message ahead of the answer. A client that takes no events does not get it.
    @Override
    public void send(ObjectNode message) {
        if (exchange.accepts(Exchange.EVENTS)) {
            stream().message(message);
        }
    }

    /// Ends the answer. Without one (the client took its request back) it ends as a stream in which nothing came.
    void finish(Optional<ObjectNode> answer) {
        if (answer.isPresent() && events.isEmpty() && exchange.accepts(Exchange.JSON)) {
            exchange.send(OK, answer.get());
            return;
        }
        try (EventWriter last = stream()) {
            answer.ifPresent(last::message);
        }
    }

    private EventWriter stream() {
        if (events.isEmpty()) {
            events = Optional.of(exchange.events());
        }
        return events.get();
    }
}
