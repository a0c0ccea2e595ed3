package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import java.util.Optional;
import java.util.UUID;

/// A change that was decided: what the item is after it, and how the journal tells it.
///
/// @param parentUid what the item is kept under now
public record ItemChange(
        EntityType type, Item after, Optional<UUID> parentUid, String operation, Optional<JsonNode> metadata) {

    /// What a client wrote.
    static ItemChange written(EntityType type, Versioned versioned, ObjectNode fields, String operation) {
        var parentUid = References.parentUid(type, fields);
        var sealed = Versioned.requireSize(type, Payloads.sealed(type.syncFields(), fields, versioned));
        return new ItemChange(type, versioned.item(sealed), parentUid, operation, Optional.empty());
    }

    /// What we write. It adds a few bytes at most, so that an item of any size can be archived, deleted and released.
    static ItemChange ours(EntityType type, Versioned versioned, ObjectNode fields, String operation) {
        var parentUid = References.parentUid(type, fields);
        var sealed = Payloads.sealed(type.syncFields(), fields, versioned);
        return new ItemChange(type, versioned.item(sealed), parentUid, operation, Optional.empty());
    }

    /// What a device pushed.
    static ItemChange pushed(EntityType type, Versioned versioned, ObjectNode fields, String operation) {
        var parentUid = References.parentUid(type, fields);
        var sealed = Versioned.requireSize(type, Payloads.sealedAsPushed(fields, versioned));
        return new ItemChange(type, versioned.item(sealed), parentUid, operation, Optional.empty());
    }

    /// No change: the item as it is, to be given a new place in the order.
    static ItemChange again(EntityType type, Item stored) {
        var parentUid = References.parentUid(type, stored.payload().fields());
        return new ItemChange(type, stored, parentUid, "again", Optional.empty());
    }

    ItemChange with(Optional<JsonNode> journalMetadata) {
        return new ItemChange(type, after, parentUid, operation, journalMetadata);
    }

    /// The same for an answer that does not show the payload.
    ItemChange untold() {
        return new ItemChange(type, after.untold(), parentUid, operation, Optional.empty());
    }

    public Key key() {
        return new Key(type, after.uid());
    }
}
