package dev.toolbridge.tests.bench;

import dev.toolbridge.tests.torture.Crowd;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;

/// Clients that each send their next request when the one before is answered.
///
/// @param warmUp how long they run before it counts
/// @param measured how long it counts then
record ClosedLoop(int clients, Duration warmUp, Duration measured) {
    private static final double NANOS_OF_SECOND = 1e9;

    /// How much they did a second.
    ///
    /// @param request does something as one of the clients, and says how much
    double perSecond(IntUnaryOperator request) {
        long begin = System.nanoTime() + warmUp.toNanos();
        long end = begin + measured.toNanos();
        var done = new AtomicLong();
        Crowd.of(clients, client -> {
            while (System.nanoTime() < end) {
                long sentAt = System.nanoTime();
                int amount = request.applyAsInt(client);
                if (sentAt >= begin && System.nanoTime() <= end) {
                    done.addAndGet(amount);
                }
            }
            return client;
        });
        return done.get() * NANOS_OF_SECOND / measured.toNanos();
    }
}
