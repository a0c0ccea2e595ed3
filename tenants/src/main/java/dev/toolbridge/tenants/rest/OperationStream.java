package dev.toolbridge.tenants.rest;

import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.http.connection.AnswerStream;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.engine.OperationWatch;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationEvent;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The changes of an operation as server-sent events, from a place on. It ends with the operation, and otherwise after
/// some minutes, so that the client's credential is looked at again when it goes on.
final class OperationStream implements AnswerStream {
    private static final Logger LOG = LoggerFactory.getLogger(OperationStream.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration OPEN_MAX = Duration.ofMinutes(5);
    private static final int EVENTS_MAX = 100;
    private static final String NAME = "change";

    /// The events after which the stream ends; a client that comes again sees if the operation went on.
    private static final List<String> ENDS = List.of("succeeded", "failed", "cancelled");

    private final OperationWatch watch;
    private final UUID operation;
    private long after;
    private volatile boolean isOver;

    /// @param after the number of the last event that the client has
    OperationStream(OperationWatch watch, Operation operation, long after) {
        this.watch = watch;
        this.operation = operation.id();
        this.after = after;
        this.isOver = operation.status().isEnd() && after >= operation.lastEvent();
    }

    @Override
    public byte[] opening() {
        return EventWriter.retryText(RETRY);
    }

    @Override
    public void begin(OutputStream out, Runnable over) {
        var events = new EventWriter(out);
        Thread.ofVirtual().name("operation-stream").start(() -> {
            try {
                write(events);
            } catch (UncheckedIOException gone) {
                LOG.debug("the client is gone", gone);
            } finally {
                over.run();
            }
        });
    }

    private void write(EventWriter events) {
        Instant end = Instant.now().plus(OPEN_MAX);
        try {
            while (!isOver && Instant.now().isBefore(end)) {
                send(events, watch.events(operation, after, EVENTS_MAX, HEARTBEAT));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void clientIsGone() {
        isOver = true;
    }

    @Override
    public void close() {
        isOver = true;
    }

    private void send(EventWriter events, List<OperationEvent> found) {
        if (found.isEmpty()) {
            events.comment();
            return;
        }
        events.texts(found.stream().map(OperationStream::text).toList());
        OperationEvent last = found.getLast();
        after = last.seq();
        isOver = isOver || ENDS.contains(last.what());
    }

    private static byte[] text(OperationEvent event) {
        return EventWriter.text(NAME, Long.toString(event.seq()), Json.bytes(OperationJson.of(event)));
    }
}
