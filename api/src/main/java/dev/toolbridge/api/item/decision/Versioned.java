package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Payload;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.JsonLimits;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// The next state of an item without its fields: uid, version and times.
record Versioned(UUID uid, long version, long updatedAtMs, OptionalLong deletedAtMs) {

    /// The largest item, in the bytes of the text that PostgreSQL writes for it.
    static final int ITEM_BYTES_MAX = 1_048_576;

    static Versioned first(UUID uid, long nowMs) {
        return new Versioned(uid, 1, nowMs, OptionalLong.empty());
    }

    /// The state after `stored`; its time is later than the stored one, whatever the clock says.
    static Versioned next(Item stored, long nowMs, boolean deleting) {
        long updatedAtMs = Math.max(nowMs, stored.updatedAtMs() + 1);
        return new Versioned(
                stored.uid(),
                stored.version() + 1,
                updatedAtMs,
                deleting ? OptionalLong.of(updatedAtMs) : OptionalLong.empty());
    }

    /// The state that a device pushed, after `stored` if the item exists.
    static Versioned pushed(UUID uid, Stamp stamp, Optional<Item> stored) {
        long version = stored.map(item -> item.version() + 1).orElse(stamp.version());
        return new Versioned(uid, version, stamp.updatedAtMs(), stamp.deletedAtMs());
    }

    /// The item with these fields, our own among them.
    Item item(ObjectNode stamped) {
        return new Item(uid, version, updatedAtMs, deletedAtMs, Payload.of(stamped));
    }

    /// Refuses fields that exceed the size of an item.
    ///
    /// @param payload the same fields as they are stored
    static Payload requireSize(EntityType type, ObjectNode stamped, Payload payload) {
        if (JsonLimits.storedLength(stamped, payload.json().length) > ITEM_BYTES_MAX) {
            throw Refusal.of(ErrorCode.ITEM_TOO_LARGE, type.label() + " is larger than " + ITEM_BYTES_MAX + " bytes");
        }
        return payload;
    }
}
