package dev.toolbridge.api.item.place;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;

/// Reads the items of all spaces.
public interface Items {

    Lookup find(Space space, Key key);

    /// The present state of a space.
    Head head(Space space);
}
