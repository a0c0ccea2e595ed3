package dev.toolbridge.api.item;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.OnDelete;
import dev.toolbridge.contract.entity.Entities;
import java.util.List;

/// Items that lose their reference to a deleted one, each as a change of its own.
public final class Releases {
    private static final String OPERATION = "release";

    private Releases() {}

    static List<ItemChange> of(OnDelete.ClearField clear, Item deleted, Present present, long nowMs) {
        return of(clear, present.keptUnder(Entities.named(clear.type()), deleted.uid()), nowMs);
    }

    /// The changes that release these items.
    public static List<ItemChange> of(OnDelete.ClearField clear, List<Item> referrers, long nowMs) {
        EntityType type = Entities.named(clear.type());
        return referrers.stream()
                .map(item -> released(type, item, clear.field(), nowMs))
                .toList();
    }

    private static ItemChange released(EntityType type, Item item, String field, long nowMs) {
        var fields = item.payload().fields();
        fields.remove(field);
        return ItemChange.of(type, Versioned.next(item, nowMs, false), fields, OPERATION);
    }
}
