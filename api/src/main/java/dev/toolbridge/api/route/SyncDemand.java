package dev.toolbridge.api.route;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.route.Input;

/// The conditions of a route on the headers with the sync session and the epoch.
public enum SyncDemand {
    /// Ignores both headers.
    NONE,
    /// Accepts missing headers, but checks those that are sent.
    IF_PRESENT,
    /// Requires a session.
    SESSION,
    /// Requires a session, and the epoch of the space.
    SESSION_AND_EPOCH;

    /// The condition of a route, from the headers that its input lists.
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
