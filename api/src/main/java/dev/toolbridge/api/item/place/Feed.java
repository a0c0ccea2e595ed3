package dev.toolbridge.api.item.place;

import dev.toolbridge.api.item.Space;

/// The changed items that a device pulls, in the order of commits, deleted ones included.
public interface Feed {

    FeedPage read(Space space, FeedQuery query);

    /// The newest changes of all types, and the place after them, from which a client can follow.
    FeedPage latest(Space space, int limit);
}
