package dev.toolbridge.api.item.decision;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.OnDelete;
import dev.toolbridge.contract.entity.Entities;
import java.util.List;

/// Items that lose their reference to a deleted one, each as a change of its own.
public final class Releases {
    private static final String OPERATION = "release";

    /// The field in which some clients keep the time of the last change as well.
    private static final String CLIENTS_TIME = "updatedAt";

    private Releases() {}

    static List<ItemChange> of(OnDelete.ClearField clear, Item deleted, Present present, long nowMs) {
        return of(clear, present.referrers(clear, deleted.uid()), nowMs);
    }

    /// The changes that clear these items' references.
    public static List<ItemChange> of(OnDelete.ClearField clear, List<Item> referrers, long nowMs) {
        EntityType type = Entities.named(clear.type());
        return referrers.stream()
                .map(item -> released(type, item, clear.field(), nowMs))
                .toList();
    }

    private static ItemChange released(EntityType type, Item item, String field, long nowMs) {
        var fields = item.payload().fields();
        fields.remove(field);
        var versioned = Versioned.next(item, nowMs, false);
        if (fields.hasNonNull(CLIENTS_TIME)) {
            fields.put(CLIENTS_TIME, Times.rfc3339(versioned.updatedAtMs()));
        }
        return ItemChange.ours(type, versioned, fields, OPERATION);
    }
}
