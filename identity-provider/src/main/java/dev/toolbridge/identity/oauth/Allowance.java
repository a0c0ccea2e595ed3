package dev.toolbridge.identity.oauth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Counts something in windows of a minute, so that no page and no program can do it without end.
final class Allowance {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final int countMax;
    private final InstantSource clock;
    private Instant windowEnd = Instant.MIN;
    private int count;

    /// @param countMax the number of times within one window
    Allowance(int countMax, InstantSource clock) {
        this.countMax = countMax;
        this.clock = clock;
    }

    /// Counts it once more; false when the window's number is used up.
    synchronized boolean take() {
        Instant now = clock.instant();
        if (now.isAfter(windowEnd)) {
            windowEnd = now.plus(WINDOW);
            count = 0;
        }
        if (count >= countMax) {
            return false;
        }
        count++;
        return true;
    }
}
