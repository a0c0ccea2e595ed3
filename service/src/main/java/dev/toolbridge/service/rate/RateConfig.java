package dev.toolbridge.service.rate;

import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import java.util.List;

/// The number of requests that one user may send.
///
/// @param perMinute the number in the long run
/// @param burst the number at once
/// @param replicas the number of servers that a proxy spreads them over: each allows its share
public record RateConfig(int perMinute, int burst, int replicas) {
    private static final int REPLICAS_MAX = 20;
    private static final double SECONDS_A_MINUTE = 60;
    private static final int PER_MINUTE_MAX = 100_000_000;

    private static final Setting<Integer> PER_MINUTE = Setting.whole(
                    "RATE_LIMIT_PER_MINUTE", 1, PER_MINUTE_MAX, "How many requests a minute one user may send.")
            .or("600");
    private static final Setting<Integer> BURST = Setting.whole(
                    "RATE_LIMIT_BURST", 1, PER_MINUTE_MAX, "How many requests one user may send at once.")
            .or("120");
    private static final Setting<Integer> REPLICAS = Setting.whole(
                    "RATE_LIMIT_REPLICAS",
                    1,
                    REPLICAS_MAX,
                    "How many servers a proxy spreads the requests over: each allows its share of every rate.")
            .or("1");

    public static final List<Setting<?>> SETTINGS = List.of(PER_MINUTE, BURST, REPLICAS);

    /// Reads the settings; a share of a burst is one request at least.
    public static RateConfig from(Settings settings) {
        var config = new RateConfig(settings.get(PER_MINUTE), settings.get(BURST), settings.get(REPLICAS));
        if (config.burst < config.replicas) {
            throw new SettingError("RATE_LIMIT_BURST must not be less than RATE_LIMIT_REPLICAS");
        }
        return config;
    }

    /// The limit of a class of requests.
    RateConfig of(RateClass rateClass) {
        return rateClass
                .own()
                .map(limit -> new RateConfig(limit.perMinute(), limit.burst(), replicas))
                .orElse(this);
    }

    int burstHere() {
        return burst / replicas;
    }

    double perSecondHere() {
        return perMinute / SECONDS_A_MINUTE / replicas;
    }
}
