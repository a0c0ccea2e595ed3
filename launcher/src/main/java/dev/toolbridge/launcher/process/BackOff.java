package dev.toolbridge.launcher.process;

import java.time.Duration;
import java.time.Instant;

/// The pause before a server that keeps ending is started again.
///
/// @param next the length of the next pause
/// @param lastStart the time of the last start
record BackOff(Duration next, Instant lastStart) {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /// A server that ran longer than this gets the shortest pause again.
    private static final Duration PROBATION = Duration.ofSeconds(30);

    static BackOff startedAt(Instant start) {
        return new BackOff(FIRST, start);
    }

    /// The time at which a server that ended now may be started.
    Instant nextStart(Instant end) {
        return end.plus(isForgiven(end) ? FIRST : next);
    }

    /// The state after another start.
    BackOff restartedAt(Instant start) {
        Duration doubled = isForgiven(start) ? FIRST : next.multipliedBy(2);
        return new BackOff(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST, start);
    }

    private boolean isForgiven(Instant now) {
        return Duration.between(lastStart, now).compareTo(PROBATION) > 0;
    }
}
