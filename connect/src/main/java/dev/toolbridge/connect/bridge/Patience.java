package dev.toolbridge.connect.bridge;

import java.time.Duration;

/// The time that one message waits for a workspace that is away.
final class Patience {
    static final Duration WHOLE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final long endNanos = System.nanoTime() + WHOLE.toNanos();

    /// Waits for a moment.
    ///
    /// @return false if the time is over
    boolean pause() throws InterruptedException {
        return pause(PAUSE);
    }

    /// Waits for as long as a server asked.
    boolean pause(Duration wished) throws InterruptedException {
        if (left().compareTo(wished) <= 0) {
            return false;
        }
        Thread.sleep(wished);
        return true;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }
}
