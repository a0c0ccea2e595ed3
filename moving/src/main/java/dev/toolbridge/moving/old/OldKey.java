package dev.toolbridge.moving.old;

import java.util.OptionalLong;
import java.util.UUID;

/// The state of an item of the old server without its payload.
public record OldKey(UUID uid, long version, long updatedAtMs, OptionalLong deletedAtMs) {}
