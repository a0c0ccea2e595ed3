package dev.toolbridge.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits for a condition that becomes true by itself.
public final class Await {
    private static final int PAUSE_MS = 50;

    private Await() {}

    /// Tests the condition repeatedly, and fails when it is not met in time.
    public static void until(BooleanSupplier condition, Duration bound) throws Exception {
        var met = new CompletableFuture<Boolean>();
        try (var looks = Executors.newSingleThreadScheduledExecutor()) {
            var _ = looks.scheduleWithFixedDelay(
                    () -> {
                        if (condition.getAsBoolean()) {
                            met.complete(true);
                        }
                    },
                    0,
                    PAUSE_MS,
                    TimeUnit.MILLISECONDS);
            met.get(bound.toSeconds(), TimeUnit.SECONDS);
            looks.shutdownNow();
        }
    }
}
