package dev.toolbridge.moving.old;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// An item of the old server.
///
/// @param createdAtMs the time at which its row was made, if the row says it
/// @param parentUid its required parent, as the table names it
/// @param payload the JSON of its payload, `{}` where a tombstone has none; absent if it exceeds the limit on an item
public record OldItem(OldKey key, OptionalLong createdAtMs, Optional<UUID> parentUid, Optional<String> payload) {}
