package dev.toolbridge.tests.fly;

import java.util.Locale;

/// The ways in which the fake fails a request.
public enum FlyFault {
    /// 408, though it was carried out.
    LATE_DONE(408, true),
    /// 408, and nothing was done.
    LATE_NOT_DONE(408, false),
    /// The connection ends without an answer, though it was carried out.
    RESET_DONE(0, true),
    RESET_NOT_DONE(0, false),
    FAULT_DONE(502, true),
    FAULT_NOT_DONE(503, false),
    CONFLICT(409, false),
    NO_CAPACITY(422, false),
    /// 429 with a second to wait.
    LIMITED(429, false),
    /// 429 with a minute to wait.
    LIMITED_LONG(429, false),
    NOT_FOUND(404, false),
    FORBIDDEN(401, false);

    private final int status;
    private final boolean isDone;

    FlyFault(int status, boolean isDone) {
        this.status = status;
        this.isDone = isDone;
    }

    boolean isDone() {
        return isDone;
    }

    /// @throws FlyError with the status, or without one for a connection that ends
    FlyError error() {
        return switch (this) {
            case NO_CAPACITY -> new FlyError(status, "insufficient_capacity", "insufficient resources available");
            case LIMITED -> new FlyError(status, "1", "rate limit exceeded");
            case LIMITED_LONG -> new FlyError(status, "60", "rate limit exceeded");
            default -> new FlyError(status, "", "scripted " + name().toLowerCase(Locale.ROOT));
        };
    }
}
