package dev.toolbridge.api.item;

/// Changed items in the order of commits, deleted ones among them: what a device pulls.
public interface Feed {

    FeedPage read(Space space, FeedQuery query);
}
