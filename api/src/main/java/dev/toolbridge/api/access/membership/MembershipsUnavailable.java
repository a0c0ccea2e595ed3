package dev.toolbridge.api.access.membership;

import java.time.Duration;

/// Whether somebody belongs somewhere cannot be told now: neither yes nor no.
public final class MembershipsUnavailable extends RuntimeException {
    private final transient Duration retryAfter;

    MembershipsUnavailable(String reason, Duration retryAfter) {
        super(reason, null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
