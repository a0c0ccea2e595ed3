package dev.toolbridge.tests.process;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits until a condition holds, and names the condition if it never does.
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /// Checks the condition repeatedly until it holds.
    ///
    /// @param otherwise the message if it does not hold in time
    public static void until(Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("after " + limit + ": " + otherwise.get());
            }
            pause(PAUSE);
        }
    }

    /// Lets time pass between two attempts at something that cannot be waited for.
    public static void pause(Duration time) {
        try {
            // The latch is never counted down.
            boolean counted = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
            assert !counted;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", stopped);
        }
    }
}
