package dev.toolbridge.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// The metrics of verifications.
final class TokenMeters {
    private final Counter cached;
    private final Counter verified;
    private final Counter rejected;
    private final Counter undecided;

    TokenMeters(MeterRegistry meters) {
        this.cached = meters.counter("toolbridge.token.verifications", "outcome", "cached");
        this.verified = meters.counter("toolbridge.token.verifications", "outcome", "verified");
        this.rejected = meters.counter("toolbridge.token.verifications", "outcome", "rejected");
        this.undecided = meters.counter("toolbridge.token.verifications", "outcome", "undecided");
    }

    void cached() {
        cached.increment();
    }

    void verified() {
        verified.increment();
    }

    void rejected() {
        rejected.increment();
    }

    void undecided() {
        undecided.increment();
    }
}
