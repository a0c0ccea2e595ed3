package dev.toolbridge.launcher.process;

import java.time.Duration;
import java.time.Instant;

/// How long a server that keeps ending is left alone before it is started again.
///
/// @param next how long the next pause is
/// @param lastStart when it was started last
record BackOff(Duration next, Instant lastStart) {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /// Who ran this long is forgiven.
    private static final Duration PROBATION = Duration.ofSeconds(30);

    static BackOff startedAt(Instant start) {
        return new BackOff(FIRST, start);
    }

    /// When a server that ended now may be started.
    Instant nextStart(Instant end) {
        return end.plus(isForgiven(end) ? FIRST : next);
    }

    /// What holds after it was started again.
    BackOff restartedAt(Instant start) {
        Duration doubled = isForgiven(start) ? FIRST : next.multipliedBy(2);
        return new BackOff(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST, start);
    }

    private boolean isForgiven(Instant now) {
        return Duration.between(lastStart, now).compareTo(PROBATION) > 0;
    }
}
