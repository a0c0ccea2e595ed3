package dev.toolbridge.api.item.decision;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.contract.OnDelete;
import java.util.List;
import java.util.UUID;

/// The items of a space while its head is held, with the changes decided earlier in the same transaction.
public interface Present {

    Lookup find(Key key);

    /// The live items whose reference to an item its deletion clears, as many as one transaction may change.
    List<Item> referrers(OnDelete.ClearField clear, UUID uid);
}
