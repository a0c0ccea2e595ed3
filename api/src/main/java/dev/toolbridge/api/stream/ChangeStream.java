package dev.toolbridge.api.stream;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.http.connection.AnswerStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A stream of server-sent events: each change once, from a place on. Written in [StreamTurns].
final class ChangeStream implements AnswerStream {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Streams streams;
    private final Tenure tenure;
    private final Leases.Lease lease;
    private final Follower follower;
    private final StreamTurns turns = new StreamTurns(this::turn);
    private volatile boolean isOver;
    private long toldSeq;
    private long quietSinceNs = System.nanoTime();
    private EventWriter events;
    private Runnable over;

    /// @param opening makes the subscription
    ChangeStream(Streams streams, Tenure tenure, Leases.Lease lease, Function<Doorbell, Follower> opening) {
        this.streams = streams;
        this.tenure = tenure;
        this.lease = lease;
        this.follower = opening.apply(turns);
    }

    @Override
    public byte[] opening() {
        return EventWriter.retryText(RETRY);
    }

    @Override
    public void begin(OutputStream out, Runnable whenOver) {
        events = new EventWriter(out);
        over = whenOver;
        streams.watch(turns);
        turns.ring();
    }

    @Override
    public void clientIsGone() {
        isOver = true;
        turns.ring();
    }

    @Override
    public void close() {
        lease.close();
    }

    private Optional<Duration> turn() {
        try {
            while (isOpen()) {
                Optional<Duration> pause = step();
                if (pause.isPresent()) {
                    return pause;
                }
            }
        } catch (UncheckedIOException gone) {
            LOG.debug("the client is gone", gone);
        } catch (RuntimeException failed) {
            LOG.warn("a stream ended early", failed);
        }
        end();
        return Optional.empty();
    }

    private void end() {
        streams.forget(turns);
        follower.close();
        lease.close();
        over.run();
    }

    private boolean isOpen() {
        return !isOver && !streams.isClosed() && !tenure.isExpired() && tenure.isKept();
    }

    /// Writes what comes next, and gives the time to wait when there is nothing.
    private Optional<Duration> step() {
        switch (follower.next()) {
            case Follower.Step.Reset(ErrorCode code) -> {
                reset(code);
                isOver = true;
            }
            case Follower.Step.Ready _ -> tell("ready");
            case Follower.Step.CaughtUp _ -> tell("caught_up");
            case Follower.Step.Events(List<ChangeEvent> found) -> {
                if (found.isEmpty() && follower.isIdle()) {
                    return rest();
                }
                send(found);
            }
        }
        return Optional.empty();
    }

    private void send(List<ChangeEvent> found) {
        if (!found.isEmpty()) {
            var texts = new ArrayList<byte[]>(found.size());
            found.forEach(event -> texts.add(event.text()));
            write(texts);
            toldSeq = found.getLast().seq();
        }
    }

    private Optional<Duration> rest() {
        Duration quiet = Duration.ofNanos(System.nanoTime() - quietSinceNs);
        if (quiet.compareTo(HEARTBEAT) >= 0) {
            beat();
            quiet = Duration.ZERO;
        }
        return Optional.of(tenure.pause(HEARTBEAT.minus(quiet)));
    }

    /// Tells a client its place when that has moved on without a change for it.
    private void beat() {
        if (follower.seq() > toldSeq) {
            tell("caught_up");
        } else {
            events.comment();
            quietSinceNs = System.nanoTime();
        }
    }

    private void tell(String name) {
        String cursor = follower.cursor();
        toldSeq = follower.seq();
        byte[] data = ("{\"cursor\":\"" + cursor + "\"}").getBytes(StandardCharsets.US_ASCII);
        write(List.of(EventWriter.text(name, cursor, data)));
    }

    /// Makes the client forget its place.
    private void reset(ErrorCode code) {
        byte[] data = ("{\"code\":\"" + code.wireName() + "\"}").getBytes(StandardCharsets.US_ASCII);
        write(List.of(EventWriter.text("reset", "", data)));
    }

    private void write(List<byte[]> texts) {
        events.texts(texts);
        quietSinceNs = System.nanoTime();
    }
}
