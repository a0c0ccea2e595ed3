package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Two changes of an item that no version holds both of. It stands until a person settles it, so that no text is lost.
///
/// @param version the version that the item has after it
/// @param base the fields that both changes began with, if the journal still has them
/// @param kept the fields that the item has now; empty if it is deleted
/// @param lost the fields that it does not have; empty if that change was a deletion
/// @param storedBy the author of the change that was stored before, as the journal has it
public record Conflict(
        EntityType type,
        UUID uid,
        long version,
        Kind kind,
        Optional<ObjectNode> base,
        Optional<ObjectNode> kept,
        Optional<ObjectNode> lost,
        Optional<JsonNode> storedBy) {

    /// The way in which a conflict was decided.
    public enum Kind {
        /// The client's fields are those of the item.
        LOCAL_WINS,
        /// The client's fields are kept as a version, and the server's came again after it.
        SERVER_WINS,
        /// The client's deletion was not carried out.
        EDITED_MEANWHILE,
        /// The client's fields brought a deleted item back.
        REVIVED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Tells if the item has what the client sent.
        public boolean isClientsKept() {
            return this == LOCAL_WINS || this == REVIVED;
        }
    }
}
