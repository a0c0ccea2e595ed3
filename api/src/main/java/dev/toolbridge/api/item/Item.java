package dev.toolbridge.api.item;

import java.util.OptionalLong;
import java.util.UUID;

/// A stored item.
///
/// @param version counts its changes, from 1
/// @param updatedAtMs milliseconds since 1970 UTC; of two writes the one with the later time wins
/// @param deletedAtMs the time of the deletion; a deleted item is a tombstone
/// @param payload the client's fields, with our own added
public record Item(UUID uid, long version, long updatedAtMs, OptionalLong deletedAtMs, Payload payload) {

    /// The same for an answer that does not show the payload.
    public Item withoutPayload() {
        return new Item(uid, version, updatedAtMs, deletedAtMs, Payload.NONE);
    }

    public boolean isDeleted() {
        return deletedAtMs.isPresent();
    }
}
