package dev.toolbridge.service.rate;

import java.util.Optional;

/// The requests that are counted together, each class of them for itself: a device that syncs must not use up what
/// its user's clicks need.
///
/// @param name its name, by which classes differ
/// @param own a limit of its own, which no setting changes; else the configured one holds
public record RateClass(String name, Optional<Limit> own) {

    /// The requests of people and programs.
    public static final RateClass ORDINARY = of("ordinary");

    /// The requests that make or ask about credentials.
    public static final RateClass CREDENTIALS = limited("credentials", new Limit(60, 20));

    /// A number of requests.
    ///
    /// @param perMinute the number in the long run
    /// @param burst the number at once
    public record Limit(int perMinute, int burst) {}

    /// A class of requests with the configured limit.
    public static RateClass of(String name) {
        return new RateClass(name, Optional.empty());
    }

    /// A class of requests with a limit of its own.
    public static RateClass limited(String name, Limit limit) {
        return new RateClass(name, Optional.of(limit));
    }
}
