package dev.toolbridge.tenants.secret.rotation;

import java.time.Duration;

/// The times for which old versions are accepted beside new ones.
final class Settling {
    /// The longest life of a token that the API issues, and some minutes for clocks.
    static final Duration OF_TOKENS = Duration.ofMinutes(65);

    /// The time in which nothing is sealed with the old key any more; it ends together with the keys of tokens.
    static final Duration OF_MASTER_KEYS = OF_TOKENS;

    /// The days in which a device that is in use comes again; the oldest version is then below 90 days.
    static final Duration OF_CURSORS = Duration.ofDays(4);

    private Settling() {}
}
