package dev.toolbridge.tenants.router;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Awaits conditions.
final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int PAUSE_MS = 10;

    private Await() {}

    /// Waits until a condition holds.
    ///
    /// @return the time that it took
    static Duration until(BooleanSupplier condition) {
        long begunNs = System.nanoTime();
        var never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begunNs > LONGEST.toNanos()) {
                throw new AssertionError("awaited for " + LONGEST);
            }
            try {
                if (never.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("nobody counts down");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begunNs);
    }
}
