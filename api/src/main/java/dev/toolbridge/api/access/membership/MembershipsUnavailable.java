package dev.toolbridge.api.access.membership;

import java.time.Duration;

/// Thrown when a membership can be neither confirmed nor denied now.
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
