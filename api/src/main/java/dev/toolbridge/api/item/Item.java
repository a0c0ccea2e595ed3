package dev.toolbridge.api.item;

import java.util.OptionalLong;
import java.util.UUID;

/// A stored item.
///
/// @param version counts its changes, from 1
/// @param updatedAtMs milliseconds since 1970 UTC; the later of two writes wins by it
/// @param deletedAtMs when it was deleted; a deleted item is a tombstone
/// @param payload what the client keeps in it, with our own fields added
public record Item(UUID uid, long version, long updatedAtMs, OptionalLong deletedAtMs, Payload payload) {

    /// The same for an answer that does not show the payload.
    public Item withoutPayload() {
        return new Item(uid, version, updatedAtMs, deletedAtMs, Payload.NONE);
    }

    public boolean isDeleted() {
        return deletedAtMs.isPresent();
    }
}
