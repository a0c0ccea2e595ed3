package dev.toolbridge.proof.load;

import dev.toolbridge.proof.torture.Crowd;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;

/// Clients that each send their next request after the answer to the one before.
///
/// @param warmUp the time that they run before the measurement
/// @param measured the time of the measurement
public record ClosedLoop(int clients, Duration warmUp, Duration measured) {
    private static final double NANOS_OF_SECOND = 1e9;

    /// The work of the clients in a second.
    ///
    /// @param request works as one of the clients, and returns the amount
    public double perSecond(IntUnaryOperator request) {
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
