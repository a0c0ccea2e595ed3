package dev.toolbridge.api.access;

import java.util.UUID;

/// A member's place in a shared space.
///
/// @param isDeleted true while the space can be restored, and nothing else
public record Seat(UUID space, SpaceRole role, boolean isDeleted) {}
