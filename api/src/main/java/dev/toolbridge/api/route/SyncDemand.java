package dev.toolbridge.api.route;

/// What a route demands of the headers that carry the sync session and the epoch.
public enum SyncDemand {
    /// They do not matter.
    NONE,
    /// They may be missing, but what is there must be right.
    IF_PRESENT,
    /// There must be a session.
    SESSION,
    /// There must be a session, and the epoch must be the space's.
    SESSION_AND_EPOCH
}
