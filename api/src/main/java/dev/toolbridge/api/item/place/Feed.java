package dev.toolbridge.api.item.place;

import dev.toolbridge.api.item.Space;

/// Changed items in the order of commits, deleted ones among them: what a device pulls.
public interface Feed {

    FeedPage read(Space space, FeedQuery query);

    /// The newest changes of all types, and the place from which to follow what comes after them.
    FeedPage latest(Space space, int limit);
}
