package dev.toolbridge.api.access.rate;

/// What is counted together: a device that syncs must not use up what its user's clicks need.
public enum RateClass {
    ITEMS,
    SYNC,
    /// Whatever makes or asks about credentials.
    AUTH
}
