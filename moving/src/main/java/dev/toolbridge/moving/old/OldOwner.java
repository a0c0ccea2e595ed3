package dev.toolbridge.moving.old;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A user of the old server.
///
/// @param subject the user as the identity provider names it; empty if the row has none
/// @param epoch the epoch that the clients of the user know
public record OldOwner(UUID id, String subject, int epoch, Optional<Instant> lastWipeAt, Optional<String> lastWipeBy) {}
