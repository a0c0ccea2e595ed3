package dev.toolbridge.api.webhook.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// The times of attempts: each as long after the one before as its place in the list says, a tenth more or
/// less, or as the receiver asks.
///
/// @param random gives numbers from 0 to 1
record RetrySchedule(DoubleSupplier random) {
    static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(8),
            Duration.ofHours(24));

    private static final Duration ASKED_MIN = Duration.ofSeconds(1);
    private static final Duration ASKED_MAX = Duration.ofHours(24);
    private static final double SPREAD = 0.1;

    /// The time until the next attempt; empty when there is none.
    ///
    /// @param attempts the attempts that were made
    /// @param asked the time for which the receiver wants to be left alone
    Optional<Duration> after(int attempts, Optional<Duration> asked) {
        if (attempts > DELAYS.size()) {
            return Optional.empty();
        }
        return Optional.of(asked.map(RetrySchedule::bounded).orElseGet(() -> spread(DELAYS.get(attempts - 1))));
    }

    private Duration spread(Duration delay) {
        double factor = 1 - SPREAD + 2 * SPREAD * random.getAsDouble();
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }

    private static Duration bounded(Duration asked) {
        Duration least = asked.compareTo(ASKED_MIN) < 0 ? ASKED_MIN : asked;
        return least.compareTo(ASKED_MAX) > 0 ? ASKED_MAX : least;
    }
}
