package dev.toolbridge.api.stream;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.http.AnswerStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A stream of server-sent events: each change once, from a place on.
final class ChangeStream implements AnswerStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Streams streams;
    private final Tenure tenure;
    private final Leases.Lease lease;
    private final Function<Doorbell, Follower> opening;
    private final Doorbell bell = new Doorbell();
    private volatile boolean isOver;
    private long toldSeq;

    /// @param opening makes the subscription when the stream begins
    ChangeStream(Streams streams, Tenure tenure, Leases.Lease lease, Function<Doorbell, Follower> opening) {
        this.streams = streams;
        this.tenure = tenure;
        this.lease = lease;
        this.opening = opening;
    }

    @Override
    public byte[] opening() {
        return EventWriter.retryText(RETRY);
    }

    @Override
    public void write(OutputStream out) {
        streams.watch(bell);
        var events = new EventWriter(out);
        try (Follower subscription = opening.apply(bell)) {
            write(events, subscription);
        }
    }

    @Override
    public void clientIsGone() {
        isOver = true;
        bell.ring();
    }

    @Override
    public void close() {
        streams.forget(bell);
        lease.close();
    }

    private void write(EventWriter events, Follower subscription) {
        while (isOpen()) {
            switch (subscription.next()) {
                case Follower.Step.Reset(ErrorCode code) -> {
                    reset(events, code);
                    isOver = true;
                }
                case Follower.Step.Ready _ -> tell(events, "ready", subscription);
                case Follower.Step.CaughtUp _ -> tell(events, "caught_up", subscription);
                case Follower.Step.Events(List<ChangeEvent> found) -> send(events, subscription, found);
            }
        }
    }

    private boolean isOpen() {
        return !isOver
                && !Thread.currentThread().isInterrupted()
                && !streams.isClosed()
                && !tenure.isExpired()
                && tenure.isKept();
    }

    /// Sends events, or waits for some.
    private void send(EventWriter events, Follower subscription, List<ChangeEvent> found) {
        if (!found.isEmpty()) {
            var texts = new ArrayList<byte[]>(found.size());
            found.forEach(event -> texts.add(event.text()));
            events.texts(texts);
            toldSeq = found.getLast().seq();
        } else if (subscription.isIdle() && !bell.await(tenure.pause(HEARTBEAT))) {
            beat(events, subscription);
        }
    }

    /// Tells a client its place when that has moved on without a change for it.
    private void beat(EventWriter events, Follower subscription) {
        if (subscription.seq() > toldSeq) {
            tell(events, "caught_up", subscription);
        } else {
            events.comment();
        }
    }

    private void tell(EventWriter events, String name, Follower subscription) {
        String cursor = subscription.cursor();
        toldSeq = subscription.seq();
        byte[] data = ("{\"cursor\":\"" + cursor + "\"}").getBytes(StandardCharsets.US_ASCII);
        events.texts(List.of(EventWriter.text(name, cursor, data)));
    }

    /// Makes the client forget its place.
    private static void reset(EventWriter events, ErrorCode code) {
        byte[] data = ("{\"code\":\"" + code.wireName() + "\"}").getBytes(StandardCharsets.US_ASCII);
        events.texts(List.of(EventWriter.text("reset", "", data)));
    }
}
