package dev.toolbridge.tenants.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for changes that nobody announces.
public final class Pause {
    public static final Duration BETWEEN = Duration.ofMillis(100);

    private Pause() {}

    public static void once() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while waiting for an instance");
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
    }

    /// Waits until a condition holds; false if it does not in time.
    public static boolean until(Duration limit, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            once();
        }
        return true;
    }
}
