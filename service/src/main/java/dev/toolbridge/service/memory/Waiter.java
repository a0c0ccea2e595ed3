package dev.toolbridge.service.memory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A share that waits for more.
record Waiter(Share share, long bytes, CountDownLatch served) {

    Waiter(Share share, long bytes) {
        this(share, bytes, new CountDownLatch(1));
    }

    void serve() {
        served.countDown();
    }

    /// Waits until it has what it needs; an interrupted wait counts as too long.
    boolean isServedWithin(Duration patience) {
        try {
            return served.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
