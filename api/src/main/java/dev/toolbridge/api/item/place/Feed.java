package dev.toolbridge.api.item.place;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import java.util.List;

/// The changed items that a device pulls, in the order of commits, deleted ones included.
public interface Feed {

    FeedPage read(Space space, FeedQuery query);

    /// The newest changes of all types but the hidden ones, and the place after them, from which a client can follow.
    FeedPage latest(Space space, int limit, List<EntityType> hidden);
}
