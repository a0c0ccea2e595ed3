package dev.toolbridge.api.item.decision;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.UUID;

/// The items of a space while its head is held, with the changes decided earlier in the same transaction.
public interface Present {

    Lookup find(Key key);

    /// The live children of an item, of one type, as many as one transaction may change.
    List<Item> keptUnder(EntityType type, UUID parentUid);
}
