package dev.toolbridge.api.item;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The records of spaces beside their items.
public interface Spaces {

    /// The present state of a space, seen from a sync session if there is one.
    SpaceState state(Space space, Optional<UUID> session);

    /// Records that a sync session was ended, until the time of its expiry.
    void endSession(Space space, UUID session, Instant expiresAt);
}
