package dev.toolbridge.service.http;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The progress of a request on a connection, with the time since when the server waits for more bytes of it,
/// and the sending of its answer. Written by the connection's thread, read by [StallWatch].
final class Inflow {
    /// The inflow of the current thread's connection.
    static final ScopedValue<Inflow> CURRENT = ScopedValue.newInstance();

    private static final long NOTHING = Long.MIN_VALUE;

    private final HelidonSocket socket;
    private volatile long waitingSinceNs = NOTHING;
    private volatile long partSinceNs = NOTHING;
    private volatile long writingSinceNs = NOTHING;
    private volatile boolean inBody;
    private Runnable giveUpPlace = () -> {};
    private BooleanSupplier end = () -> false;
    private Supplier<ConnectionContext> plain = () -> {
        throw new IllegalStateException("nobody watches this connection");
    };

    Inflow(HelidonSocket socket) {
        this.socket = socket;
    }

    /// @param awaitEnd waits until the client sends something or closes its connection, and tells if it closed
    /// @param bytes the same connection without requests and answers on it
    void connects(BooleanSupplier awaitEnd, Supplier<ConnectionContext> bytes) {
        end = awaitEnd;
        plain = bytes;
    }

    /// The connection for another protocol, which has limits of its own and gives up its place among the running
    /// requests.
    ConnectionContext takenOver() {
        giveUpPlace.run();
        return plain.get();
    }

    /// Notes that the connection's request has a place among those that may run at a time.
    ///
    /// @param leave gives the place to another request
    void hasPlace(Runnable leave) {
        giveUpPlace = leave;
    }

    /// From here on the answer is a stream. Streams have limits of their own: this one gives up its place among
    /// the running requests, and learns when its client has closed the connection.
    void streams(Runnable onGone) {
        giveUpPlace.run();
        Thread.ofVirtual().name("stream-end").start(() -> {
            if (end.getAsBoolean()) {
                onGone.run();
            }
        });
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

    void headersAreThere() {
        inBody = true;
        partSinceNs = System.nanoTime();
    }

    /// From here on the connection is idle, which is no stall.
    void requestEnds() {
        inBody = false;
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
        Duration partMax = inBody ? limits.bodyMax() : limits.headersMax();
        return nowNs - waitingSince > limits.pauseMax().toNanos() || nowNs - partSince > partMax.toNanos();
    }

    /// Wakes the reader with an end of input.
    void end() {
        socket.close();
    }
}
