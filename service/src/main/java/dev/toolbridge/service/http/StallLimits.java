package dev.toolbridge.service.http;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.time.Duration;

/// How long a request may take to come in.
///
/// @param pauseMax how long the server waits for the next bytes of it
/// @param headersMax how long until its headers are there
/// @param bodyMax how long until its body is there
public record StallLimits(Duration pauseMax, Duration headersMax, Duration bodyMax) {
    private static final int BODY_PAUSES = 6;

    /// The longest pause.
    public static final Setting<Integer> SETTING = Setting.whole(
                    "REQUEST_STALL_SECONDS",
                    1,
                    300,
                    "How many seconds a request may stand half-sent before its connection is ended.")
            .or("10");

    static final StallLimits USUAL = of(Duration.ofSeconds(10));

    public static StallLimits from(Settings settings) {
        return of(Duration.ofSeconds(settings.get(SETTING)));
    }

    /// The limits for a pause: headers get no longer than that in all, bodies several times as long.
    public static StallLimits of(Duration pauseMax) {
        return new StallLimits(pauseMax, pauseMax, pauseMax.multipliedBy(BODY_PAUSES));
    }
}
