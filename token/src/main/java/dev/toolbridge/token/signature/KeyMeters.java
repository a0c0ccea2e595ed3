package dev.toolbridge.token.signature;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// The metrics of key sets that are fetched.
final class KeyMeters {
    private final Counter fetched;
    private final Counter failed;

    KeyMeters(MeterRegistry meters) {
        this.fetched = meters.counter("toolbridge.token.keys", "outcome", "fetched");
        this.failed = meters.counter("toolbridge.token.keys", "outcome", "failed");
    }

    void fetched() {
        fetched.increment();
    }

    void failed() {
        failed.increment();
    }
}
