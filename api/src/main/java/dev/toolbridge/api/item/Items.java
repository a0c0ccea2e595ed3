package dev.toolbridge.api.item;

import dev.toolbridge.contract.EntityType;
import java.util.UUID;

/// The items of all spaces.
public interface Items {

    Lookup find(Space space, Key key);

    /// One page of the items of a type.
    Page page(Space space, EntityType type, PageQuery query);

    /// Carries out what a request does, in a transaction of its own or together with other requests to the space.
    Applied apply(Space space, Work work);

    /// Where the space stands.
    Head head(Space space);

    /// Finds by type and uid.
    default Lookup find(Space space, EntityType type, UUID uid) {
        return find(space, new Key(type, uid));
    }
}
