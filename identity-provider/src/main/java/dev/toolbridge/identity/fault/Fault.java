package dev.toolbridge.identity.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The ways in which a part of the provider fails.
public enum Fault {
    NONE,
    /// Answers 500.
    DOWN,
    /// Does what is asked after a delay, which the client may not wait for.
    SLOW,
    /// Does what is asked, and cuts the connection instead of an answer.
    LOST,
    /// Does what is asked, and answers after a delay.
    LATE,
    /// Does what is asked, and answers 502.
    GATEWAY,
    /// Answers 429 with `Retry-After`.
    RATE_LIMITED,
    /// Answers 200 with what is not JSON.
    MALFORMED,
    /// Answers 200 with JSON of another shape.
    ODD,
    /// Redirects to itself.
    REDIRECT,
    /// Answers pages that never end.
    ENDLESS,
    /// Answers that no user has a membership.
    REVOKED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Fault> named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.wireName().equals(name))
                .findFirst();
    }
}
