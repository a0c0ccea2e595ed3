package dev.toolbridge.service.http.connection;

import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The progress of a request on a connection, with the time since when the server waits for more bytes of it,
/// and the sending of its answer. Written by the connection's thread, read by [StallWatch].
public final class Inflow {
    /// Bound while a connection's requests are handled.
    static final ScopedValue<Inflow> CURRENT = ScopedValue.newInstance();

    private static final Logger LOG = LoggerFactory.getLogger(Inflow.class);
    private static final long NOTHING = Long.MIN_VALUE;

    private final HelidonSocket socket;
    private volatile long waitingSinceNs = NOTHING;
    private volatile long partSinceNs = NOTHING;
    private volatile long writingSinceNs = NOTHING;
    private volatile boolean inBody;
    private volatile boolean isUpload;
    private Runnable giveUpPlace = () -> {};
    private Optional<Ways> ways = Optional.empty();
    private Optional<Successor> successor = Optional.empty();

    Inflow(HelidonSocket socket) {
        this.socket = socket;
    }

    /// The inflow of the current thread's connection.
    public static Inflow current() {
        return CURRENT.get();
    }

    /// The ways to use a connection that was taken over.
    ///
    /// @param answers writes the rest of an answer whose head was sent
    /// @param bytes the same connection without requests and answers on it
    /// @param awaitEnd waits until the client sends something or closes its connection, and tells if it closed
    /// @param end closes the connection
    record Ways(DataWriter answers, Supplier<ConnectionContext> bytes, BooleanSupplier awaitEnd, Runnable end) {}

    void connects(Ways offered) {
        ways = Optional.of(offered);
    }

    /// Notes that the connection's request has a place among those that may run at a time.
    ///
    /// @param leave gives the place to another request
    void hasPlace(Runnable leave) {
        giveUpPlace = leave;
    }

    /// The connection is the stream's as soon as its request is left. Such uses have limits of their own, and this
    /// one gives up its place among the running requests.
    ///
    /// @return ends the request
    public CloseConnectionException takeOver(AnswerStream stream) {
        return takeOver(new StreamedAnswer(stream));
    }

    /// The same for another protocol.
    public CloseConnectionException takeOver(ConnectionUser user) {
        return takeOver(new Upgraded(user));
    }

    private CloseConnectionException takeOver(Successor next) {
        giveUpPlace.run();
        giveUpPlace = () -> {};
        successor = Optional.of(next);
        return new CloseConnectionException("the connection was taken over");
    }

    boolean isTakenOver() {
        return successor.isPresent();
    }

    /// Lets the successor work that has taken the connection over, if there is one.
    void useTakenOver() throws InterruptedException {
        if (successor.isPresent()) {
            successor.get().use(ways.orElseThrow());
        }
    }

    void closeTakenOver() {
        successor.ifPresent(Successor::close);
    }

    /// @param begun true when a part of the request has arrived
    void waits(boolean begun) {
        if (begun) {
            begins();
        }
        waitingSinceNs = System.nanoTime();
    }

    void goesOn() {
        waitingSinceNs = NOTHING;
        begins();
    }

    /// The headers have arrived; what is waited for from here on is the body.
    public void headersAreThere() {
        inBody = true;
        partSinceNs = System.nanoTime();
    }

    /// The body is a file that is written to a disk: it has longer to arrive.
    public void bodyIsUpload() {
        isUpload = true;
    }

    /// From here on the connection is idle, which is no stall.
    public void requestEnds() {
        inBody = false;
        isUpload = false;
        partSinceNs = NOTHING;
    }

    /// The client has to read before the server can go on.
    void writes() {
        writingSinceNs = System.nanoTime();
    }

    void wrote() {
        writingSinceNs = NOTHING;
    }

    private void begins() {
        if (partSinceNs == NOTHING) {
            partSinceNs = System.nanoTime();
        }
    }

    boolean isOverdue(StallLimits limits, long nowNs) {
        long writingSince = writingSinceNs;
        if (writingSince != NOTHING && nowNs - writingSince > limits.pauseMax().toNanos()) {
            return true;
        }
        long waitingSince = waitingSinceNs;
        long partSince = partSinceNs;
        if (waitingSince == NOTHING || partSince == NOTHING) {
            return false;
        }
        return nowNs - waitingSince > limits.pauseMax().toNanos()
                || nowNs - partSince > partMax(limits).toNanos();
    }

    private Duration partMax(StallLimits limits) {
        if (!inBody) {
            return limits.headersMax();
        }
        return isUpload ? limits.uploadMax() : limits.bodyMax();
    }

    /// Wakes the reader with an end of input, unless there is none any more.
    void end() {
        try {
            socket.close();
        } catch (UncheckedIOException closed) {
            LOG.debug("a connection was closed already", closed);
        }
    }
}
