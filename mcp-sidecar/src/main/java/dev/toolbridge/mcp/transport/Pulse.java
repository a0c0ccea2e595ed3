package dev.toolbridge.mcp.transport;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Shows the clients of long calls that their server is alive, and detects clients that are gone.
final class Pulse implements AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Set<AnswerOutlet> open = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofVirtual().name("pulse").start(this::beatUntilStopped);

    /// Keeps an answer alive until it is closed.
    Kept keep(AnswerOutlet outlet) {
        open.add(outlet);
        return () -> open.remove(outlet);
    }

    /// An answer that is kept alive.
    interface Kept extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void beatUntilStopped() {
        try {
            while (true) {
                Thread.sleep(BEAT);
                long nowNs = System.nanoTime();
                open.stream()
                        .filter(outlet -> nowNs - outlet.begunAtNs() > BEAT.toNanos())
                        .forEach(outlet -> Thread.ofVirtual().start(outlet::beat));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
