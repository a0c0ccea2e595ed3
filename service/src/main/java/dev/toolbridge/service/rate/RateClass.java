package dev.toolbridge.service.rate;

/// The requests that are counted together, each class of them for itself: a device that syncs must not use up what
/// its user's clicks need.
///
/// @param name its name, by which classes differ
/// @param isOfCredentials true for requests that make or ask about credentials: their limit is low and fixed
public record RateClass(String name, boolean isOfCredentials) {

    /// The requests of people and programs.
    public static final RateClass ORDINARY = of("ordinary");

    /// The requests that make or ask about credentials.
    public static final RateClass CREDENTIALS = new RateClass("credentials", true);

    /// A class of requests with the configured limit.
    public static RateClass of(String name) {
        return new RateClass(name, false);
    }
}
