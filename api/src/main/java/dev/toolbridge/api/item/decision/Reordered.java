package dev.toolbridge.api.item.decision;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.contract.EntityType;
import java.util.Optional;
import java.util.UUID;

/// An unchanged item at a new place, so that a device whose write has lost pulls the item again.
public record Reordered(EntityType type, Item after) implements Placement {

    @Override
    public Optional<UUID> parentUid() {
        return References.parentUid(type, after.payload().fields());
    }

    @Override
    public Optional<UUID> linkUid() {
        return References.linkUid(type, after.payload().fields());
    }
}
