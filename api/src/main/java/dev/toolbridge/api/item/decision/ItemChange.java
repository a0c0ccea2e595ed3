package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.contract.EntityType;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// A decided change: the item after it, and its entry in the journal.
///
/// @param parentUid the uid of the item's parent after the change
/// @param linkUid the uid of the other item that it names then
/// @param metadata more about the change, for the journal
/// @param createdAtMs the time of the item's creation, if it was created in another store
public record ItemChange(
        EntityType type,
        Item after,
        Optional<UUID> parentUid,
        Optional<UUID> linkUid,
        String operation,
        Optional<JsonNode> metadata,
        OptionalLong createdAtMs)
        implements Placement {

    /// A client's write.
    static ItemChange written(EntityType type, Versioned versioned, ObjectNode fields, String operation) {
        return limited(type, versioned, Payloads.stamped(type.syncFields(), fields, versioned), operation);
    }

    /// Our own write. It adds a few bytes at most and is not limited, so that an item of any size can be
    /// archived, deleted and released.
    static ItemChange ours(EntityType type, Versioned versioned, ObjectNode fields, String operation) {
        var stamped = Payloads.stamped(type.syncFields(), fields, versioned);
        return of(type, versioned, stamped, operation);
    }

    /// A device's push.
    static ItemChange pushed(EntityType type, Versioned versioned, ObjectNode fields, String operation) {
        return limited(type, versioned, Payloads.stampedAsPushed(fields, versioned), operation);
    }

    private static ItemChange limited(EntityType type, Versioned versioned, ObjectNode stamped, String operation) {
        ItemChange change = of(type, versioned, stamped, operation);
        Versioned.requireSize(type, stamped, change.after().payload());
        return change;
    }

    private static ItemChange of(EntityType type, Versioned versioned, ObjectNode stamped, String operation) {
        return new ItemChange(
                type,
                versioned.item(stamped),
                References.parentUid(type, stamped),
                References.linkUid(type, stamped),
                operation,
                Optional.empty(),
                OptionalLong.empty());
    }

    /// Tells if the item has this name among those that share none.
    public boolean isUniqueAs(String name) {
        return name().filter(name::equals).isPresent()
                && type.rules()
                        .key()
                        .filter(key ->
                                TypeRules.holds(key.unique(), after.payload().fields()))
                        .isPresent();
    }

    ItemChange with(Optional<JsonNode> journalMetadata) {
        return new ItemChange(type, after, parentUid, linkUid, operation, journalMetadata, createdAtMs);
    }
}
