package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.service.config.Secret;
import java.time.InstantSource;
import java.util.regex.Pattern;

/// Compares the workspace's secret, and tells a person who is wrong too often to wait.
///
/// The right secret always enters: else anybody who sends wrong ones could lock its owner out. Guessing is kept out by
/// its length, which [dev.toolbridge.identity.IdentityConfig] checks.
final class LoginAttempts {
    private static final int FAILURES_MAX = 10;
    private static final Pattern AROUND = Pattern.compile("^[\\p{Z}\\p{C}]+|[\\p{Z}\\p{C}]+$");

    private final Secret secret;
    private final Allowance failures;

    LoginAttempts(Secret secret, InstantSource clock) {
        this.secret = secret;
        this.failures = new Allowance(FAILURES_MAX, clock);
    }

    /// The outcome of an attempt.
    enum Outcome {
        RIGHT,
        WRONG,
        TOO_MANY
    }

    /// Compares the typed or pasted text; white space around it and invisible characters do not count.
    Outcome attempt(String shown) {
        if (Unguessable.same(AROUND.matcher(shown).replaceAll(""), secret.reveal())) {
            return Outcome.RIGHT;
        }
        return failures.take() ? Outcome.WRONG : Outcome.TOO_MANY;
    }
}
