package dev.toolbridge.api.sync;

import java.time.Instant;
import java.util.UUID;

/// A device's sync session.
///
/// @param epoch the epoch of the space when the session began; the session ends with it
record SyncSession(UUID id, Instant createdAt, Instant expiresAt, int epoch) {}
