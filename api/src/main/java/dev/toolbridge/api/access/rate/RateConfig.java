package dev.toolbridge.api.access.rate;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import java.util.List;

/// How many requests one user may send.
///
/// @param perMinute how many in the long run
/// @param burst how many at once
public record RateConfig(int perMinute, int burst) {
    static final RateConfig AUTH = new RateConfig(60, 20);

    private static final int PER_MINUTE_MAX = 100_000_000;

    private static final Setting<Integer> PER_MINUTE = Setting.whole(
                    "RATE_LIMIT_PER_MINUTE", 1, PER_MINUTE_MAX, "How many requests a minute one user may send.")
            .or("600");
    private static final Setting<Integer> BURST = Setting.whole(
                    "RATE_LIMIT_BURST", 1, PER_MINUTE_MAX, "How many requests one user may send at once.")
            .or("120");

    public static final List<Setting<?>> SETTINGS = List.of(PER_MINUTE, BURST);

    public static RateConfig from(Settings settings) {
        return new RateConfig(settings.get(PER_MINUTE), settings.get(BURST));
    }
}
