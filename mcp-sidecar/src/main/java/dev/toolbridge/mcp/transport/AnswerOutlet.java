package dev.toolbridge.mcp.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Outlet;
import dev.toolbridge.mcp.protocol.Messages;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.protocol.RequestId;
import dev.toolbridge.service.event.EventWriter;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The answer to one posted request: plain JSON, unless a message must reach the client earlier; then a stream
/// of events that ends with the answer.
final class AnswerOutlet implements Outlet {
    private static final int OK = 200;

    private final Exchange exchange;
    private final Runnable gone;
    private final long begunAtNs = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<EventWriter> events = Optional.empty();
    private boolean finished;

    /// @param gone runs when the client has disconnected
    AnswerOutlet(Exchange exchange, Runnable gone) {
        this.exchange = exchange;
        this.gone = gone;
    }

    /// Sends a message ahead of the answer. A client that accepts no events does not get it.
    @Override
    public void send(ObjectNode message) {
        if (isHeard()) {
            locked(() -> stream().message(message));
        }
    }

    @Override
    public boolean isHeard() {
        return exchange.accepts(Exchange.EVENTS);
    }

    long begunAtNs() {
        return begunAtNs;
    }

    /// Shows that the work continues. Any thread may call it at any time; it never waits for a slow client.
    void beat() {
        if (!isHeard() || !lock.tryLock()) {
            return;
        }
        try {
            if (!finished) {
                stream().comment();
            }
        } catch (RuntimeException _) {
            gone.run();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the answer. Without one (the client cancelled its request) it ends as a stream without events.
    void finish(Optional<ObjectNode> answer) {
        locked(() -> {
            finished = true;
            if (answer.isPresent() && events.isEmpty() && exchange.accepts(Exchange.JSON)) {
                exchange.send(OK, answer.get());
                return;
            }
            try (EventWriter last = stream()) {
                answer.ifPresent(last::message);
            }
        });
    }

    /// Ends the answer with an error, under the error's own status if nothing was sent yet.
    void fail(RequestId id, ProtocolError error) {
        ObjectNode message = Messages.error(Optional.of(id), error);
        locked(() -> {
            finished = true;
            if (events.isEmpty()) {
                exchange.refuse(error, message);
                return;
            }
            try (EventWriter last = stream()) {
                last.message(message);
            }
        });
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private EventWriter stream() {
        if (events.isEmpty()) {
            events = Optional.of(exchange.events());
        }
        return events.get();
    }
}
