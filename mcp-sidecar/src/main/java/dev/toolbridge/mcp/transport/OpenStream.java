package dev.toolbridge.mcp.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.protocol.session.ServerStream;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.memory.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// A stream that stays open: any thread may send, and the thread of its request writes, or shows at intervals
/// that the stream is alive.
final class OpenStream implements ServerStream {
    private static final int WAITING_MAX = 1_000;
    private static final int WAITING_BYTES_MAX = 1_048_576;

    /// The pause for a stream that this server closes when it stops: by then the next server is ready.
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    /// The entry in the queue after the last message.
    private static final Optional<byte[]> END = Optional.empty();

    private final BlockingQueue<Optional<byte[]>> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Thread writer = Thread.currentThread();
    private final Share share = Share.current();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Duration heartbeat;
    private volatile boolean closed;

    /// A stream that the current thread will write.
    OpenStream(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /// Ends the stream of a client that reads too slowly, so that its messages do not fill our memory.
    @Override
    public void send(ObjectNode message) {
        byte[] text = Json.bytes(message);
        if (!closed && !(hasRoomFor(text) && waiting.offer(Optional.of(text)))) {
            closed = true;
            writer.interrupt();
        }
    }

    /// A message may be longer than the limit of waiting messages, but then it waits alone.
    private boolean hasRoomFor(byte[] text) {
        long before = waitingBytes.getAndAdd(text.length);
        return (before == 0 || before + text.length <= WAITING_BYTES_MAX) && share.tryGrow(text.length);
    }

    @Override
    public void close() {
        if (!waiting.offer(END)) {
            closed = true;
            writer.interrupt();
        }
    }

    /// Writes until the stream is closed, the client is gone, or the time of `end`, which may move.
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

    /// Writes once, and tells if the stream continues.
    private boolean writeNext(EventWriter events, Duration wait) throws InterruptedException {
        Optional<byte[]> next = waiting.poll(wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        if (next == null) {
            events.comment();
            return true;
        }
        if (next.isEmpty()) {
            events.retry(RECONNECT);
            return false;
        }
        events.message(next.get());
        share.shrink(next.get().length);
        waitingBytes.addAndGet(-next.get().length);
        return true;
    }
}
