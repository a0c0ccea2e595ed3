package dev.toolbridge.api.route;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.route.Input;

/// The demands of a route on the headers that carry the sync session and the epoch.
public enum SyncDemand {
    /// They do not matter.
    NONE,
    /// They may be missing, but what is there must be right.
    IF_PRESENT,
    /// There must be a session.
    SESSION,
    /// There must be a session, and the epoch must be the space's.
    SESSION_AND_EPOCH;

    /// The demand of a route, as its input lists the headers.
    public static SyncDemand of(Input input) {
        if (!input.reads(WireHeader.SYNC_SESSION)) {
            return NONE;
        }
        if (!input.requires(WireHeader.SYNC_SESSION)) {
            return IF_PRESENT;
        }
        return input.requires(WireHeader.SYNC_EPOCH) ? SESSION_AND_EPOCH : SESSION;
    }
}
