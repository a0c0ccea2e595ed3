package dev.toolbridge.api.item;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.OnDelete;
import dev.toolbridge.contract.entity.Entities;
import java.util.List;

/// Items that lose their reference to a deleted one, each as a change of its own.
final class Releases {
    private static final String OPERATION = "release";

    private Releases() {}

    static List<ItemChange> of(OnDelete.ClearField clear, Item deleted, Present present, long nowMs) {
        EntityType type = Entities.named(clear.type());
        return present.keptUnder(type, deleted.uid()).stream()
                .map(item -> released(type, item, clear.field(), nowMs))
                .toList();
    }

    private static ItemChange released(EntityType type, Item item, String field, long nowMs) {
        var fields = item.payload().fields();
        fields.remove(field);
        return ItemChange.of(type, Versioned.next(item, nowMs, false), fields, OPERATION);
    }
}
