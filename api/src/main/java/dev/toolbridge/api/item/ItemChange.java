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

    static ItemChange of(EntityType type, Versioned versioned, ObjectNode fields, String operation) {
        var parentUid = References.parentUid(type, fields);
        return new ItemChange(type, versioned.item(type, fields), parentUid, operation, Optional.empty());
    }

    ItemChange with(Optional<JsonNode> journalMetadata) {
        return new ItemChange(type, after, parentUid, operation, journalMetadata);
    }

    public Key key() {
        return new Key(type, after.uid());
    }
}
