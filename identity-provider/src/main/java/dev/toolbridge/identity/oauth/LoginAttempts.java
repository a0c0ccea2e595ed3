package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.service.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Compares the workspace's secret, and slows down whoever guesses it.
final class LoginAttempts {
    private static final int FAILURES_MAX = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Secret secret;
    private final InstantSource clock;
    private Instant windowEnd = Instant.MIN;
    private int failures;

    LoginAttempts(Secret secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /// How an attempt ended.
    enum Outcome {
        RIGHT,
        WRONG,
        TOO_MANY
    }

    synchronized Outcome attempt(String shown) {
        Instant now = clock.instant();
        if (now.isAfter(windowEnd)) {
            windowEnd = now.plus(WINDOW);
            failures = 0;
        }
        if (failures >= FAILURES_MAX) {
            return Outcome.TOO_MANY;
        }
        if (Unguessable.same(shown, secret.reveal())) {
            return Outcome.RIGHT;
        }
        failures++;
        return Outcome.WRONG;
    }
}
