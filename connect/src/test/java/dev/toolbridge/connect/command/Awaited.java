package dev.toolbridge.connect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A condition that comes true in time, or fails its test.
final class Awaited {
    static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 10;

    private Awaited() {}

    static void until(BooleanSupplier condition, Supplier<String> state) throws InterruptedException {
        long endNanos = System.nanoTime() + LIMIT.toNanos();
        var never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(state).isLessThan(endNanos);
            assertThat(never.await(PAUSE_MS, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
