package dev.toolbridge.api.item;

import java.time.Instant;
import java.util.Optional;

/// The present state of a space, seen from a sync session.
///
/// @param epoch counts its wipes, from 1
/// @param lastWipe the latest of them
/// @param sessionEnded whether the session was ended before its time
public record SpaceState(int epoch, Optional<LastWipe> lastWipe, boolean sessionEnded) {

    /// When a space was wiped, and by whom.
    public record LastWipe(Instant at, String by) {}
}
