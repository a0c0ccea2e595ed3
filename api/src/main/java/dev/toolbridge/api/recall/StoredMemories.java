package dev.toolbridge.api.recall;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// StoredMemories as they are stored, beside what search tells of them.
public interface StoredMemories {
    EntityType TYPE = Entities.named("memory");

    /// The live memories with a key, the latest change first.
    List<Item> withKey(Space space, String key, int limit);

    /// The origins of those memories that the journal knows.
    Map<UUID, MemoryOrigin> origins(Space space, Collection<UUID> uids);
}
