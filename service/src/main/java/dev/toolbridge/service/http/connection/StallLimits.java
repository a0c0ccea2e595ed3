package dev.toolbridge.service.http.connection;

import java.time.Duration;

/// The limits on the time that a request takes to arrive, and its client to read the answer.
///
/// @param pauseMax the wait for the next bytes of a request, or for the client to read some of the answer
/// @param headersMax the time until its headers have arrived
/// @param bodyMax the time until its body has arrived
public record StallLimits(Duration pauseMax, Duration headersMax, Duration bodyMax) {
    private static final int BODY_PAUSES = 12;
    private static final int UPLOAD_BODIES = 30;

    public static final StallLimits USUAL = of(Duration.ofSeconds(10));

    /// The limits for a pause: headers get no longer than that in all, bodies several times as long.
    public static StallLimits of(Duration pauseMax) {
        return new StallLimits(pauseMax, pauseMax, pauseMax.multipliedBy(BODY_PAUSES));
    }

    /// The time until the body of an upload has arrived: an hour, as a rule.
    Duration uploadMax() {
        return bodyMax.multipliedBy(UPLOAD_BODIES);
    }
}
