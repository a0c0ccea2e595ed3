package dev.toolbridge.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// The metrics of this package.
final class TokenMeters {
    private final Counter keysFetched;
    private final Counter keysFailed;
    private final Counter cached;
    private final Counter verified;
    private final Counter rejected;
    private final Counter undecided;

    TokenMeters(MeterRegistry meters) {
        this.keysFetched = meters.counter("toolbridge.token.keys", "outcome", "fetched");
        this.keysFailed = meters.counter("toolbridge.token.keys", "outcome", "failed");
        this.cached = meters.counter("toolbridge.token.verifications", "outcome", "cached");
        this.verified = meters.counter("toolbridge.token.verifications", "outcome", "verified");
        this.rejected = meters.counter("toolbridge.token.verifications", "outcome", "rejected");
        this.undecided = meters.counter("toolbridge.token.verifications", "outcome", "undecided");
    }

    void keysFetched() {
        keysFetched.increment();
    }

    void keysFailed() {
        keysFailed.increment();
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
