package dev.toolbridge.database;

import java.time.Duration;

/// The limits of a pool of connections, and of the waits for it.
///
/// @param connections the number of connections
/// @param waitersMax the number of callers for spaces that wait at a time; one more is refused at once
/// @param waitMax the time after which a caller that waits is refused
public record PoolLimits(int connections, int waitersMax, Duration waitMax) {
    private static final int WAITERS_MAX = 400;
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    /// The usual limits on the waits.
    public static PoolLimits of(int connections) {
        return new PoolLimits(connections, WAITERS_MAX, WAIT_MAX);
    }

    /// The connections that work for one space may hold: others find one that is free sooner or at once.
    int shareOfOne() {
        return Math.max(1, connections - Math.max(1, connections / 4));
    }

    /// The waiting callers that may work for one space.
    int waitersOfOne() {
        return Math.max(1, waitersMax / 2);
    }
}
