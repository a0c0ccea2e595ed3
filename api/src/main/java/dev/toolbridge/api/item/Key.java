package dev.toolbridge.api.item;

import dev.toolbridge.contract.EntityType;
import java.util.UUID;

/// Names an item inside a space.
public record Key(EntityType type, UUID uid) {

    /// That of the whole type would go through all its fields and rules.
    @Override
    public int hashCode() {
        return 31 * uid.hashCode() + type.name().hashCode();
    }
}
