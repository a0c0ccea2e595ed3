package dev.toolbridge.api.item;

import java.time.Instant;
import java.util.Optional;

/// The present state of a space, seen from a sync session.
///
/// @param epoch counts its wipes, from 1
/// @param lastWipe the latest of them
/// @param sessionEnded true when the session was ended before its time
public record SpaceState(int epoch, Optional<LastWipe> lastWipe, boolean sessionEnded) {

    /// The time of a wipe, and the user who did it.
    public record LastWipe(Instant at, String by) {}
}
