package dev.toolbridge.mcp.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.protocol.ServerStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A stream that stays open: any thread may send, and the thread of its request writes, or shows now and then that
/// the stream lives.
final class OpenStream implements ServerStream {
    private static final int WAITING_MAX = 1_000;

    /// We close a stream when we stop: by then the next of us serves.
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    /// What stands in the queue after the last message.
    private static final Optional<ObjectNode> END = Optional.empty();

    private final BlockingQueue<Optional<ObjectNode>> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Thread writer = Thread.currentThread();
    private final Duration heartbeat;
    private volatile boolean closed;

    /// A stream that the current thread will write.
    OpenStream(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /// A client that reads too slowly loses its stream: it shall not fill our memory.
    @Override
    public void send(ObjectNode message) {
        if (!closed && !waiting.offer(Optional.of(message))) {
            closed = true;
            writer.interrupt();
        }
    }

    @Override
    public void close() {
        if (!waiting.offer(END)) {
            closed = true;
            writer.interrupt();
        }
    }

    /// Writes until the stream is closed, the client is gone, or the time has come that `end` tells; it may move.
    void write(EventWriter events, Supplier<Instant> end) {
        try {
            Instant now = Instant.now();
            while (!closed && now.isBefore(end.get())) {
                closed = !writeNext(events, wait(now, end.get()));
                now = Instant.now();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
        }
    }

    private Duration wait(Instant now, Instant end) {
        Duration left = Duration.between(now, end);
        return left.compareTo(heartbeat) < 0 ? left : heartbeat;
    }

    /// Whether the stream goes on.
    private boolean writeNext(EventWriter events, Duration wait) throws InterruptedException {
        Optional<ObjectNode> next = waiting.poll(wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        if (next == null) {
            events.comment();
            return true;
        }
        next.ifPresentOrElse(events::message, () -> events.retry(RECONNECT));
        return next.isPresent();
    }
}
