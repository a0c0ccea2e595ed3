package dev.toolbridge.service.http.connection;

import io.helidon.common.socket.HelidonSocket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends connections on which a request stands half-sent, or an answer half-read: the server itself would wait for the
/// rest without end, and a few thousand of them would keep everybody else out.
final class StallWatch implements AutoCloseable {
    private static final int LOOKS_A_LIMIT = 4;

    private final StallLimits limits;
    private final Counter ended;
    private final Set<Inflow> inflows = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private StallWatch(StallLimits limits, MeterRegistry meters) {
        this.limits = limits;
        this.ended = Counter.builder("toolbridge.http.connections.stalled")
                .description("Connections that were ended because a request stood half-sent or an answer half-read.")
                .register(meters);
    }

    static StallWatch start(StallLimits limits, MeterRegistry meters) {
        var watch = new StallWatch(limits, meters);
        Thread.ofVirtual().name("stall-watch").start(watch::run);
        return watch;
    }

    /// Watches over a connection until it is [#forget forgotten].
    Inflow watch(HelidonSocket socket) {
        var inflow = new Inflow(socket);
        inflows.add(inflow);
        return inflow;
    }

    void forget(Inflow inflow) {
        inflows.remove(inflow);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        Duration pause = limits.pauseMax().dividedBy(LOOKS_A_LIMIT);
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                long nowNs = System.nanoTime();
                inflows.stream()
                        .filter(inflow -> inflow.isOverdue(limits, nowNs))
                        .forEach(this::end);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Inflow inflow) {
        if (inflows.remove(inflow)) {
            ended.increment();
            inflow.end();
        }
    }
}
