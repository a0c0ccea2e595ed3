package dev.toolbridge.api.item.place;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;

/// Reads the items of all spaces.
public interface Items {

    Lookup find(Space space, Key key);

    /// One page of the items of a type.
    ItemPage page(Space space, EntityType type, PageQuery query);

    /// The present state of a space.
    Head head(Space space);
}
