package dev.toolbridge.service.http;

import java.time.Duration;

/// How long a request may take to come in, and its client to read on.
///
/// @param pauseMax how long the server waits for the next bytes of it, or until the client has read some of the answer
/// @param headersMax how long until its headers are there
/// @param bodyMax how long until its body is there
public record StallLimits(Duration pauseMax, Duration headersMax, Duration bodyMax) {
    private static final int BODY_PAUSES = 12;

    public static final StallLimits USUAL = of(Duration.ofSeconds(10));

    /// The limits for a pause: headers get no longer than that in all, bodies several times as long.
    public static StallLimits of(Duration pauseMax) {
        return new StallLimits(pauseMax, pauseMax, pauseMax.multipliedBy(BODY_PAUSES));
    }
}
