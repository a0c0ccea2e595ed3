package dev.toolbridge.api.item.place;

import dev.toolbridge.api.item.Item;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;

/// One page of a feed.
///
/// @param next the place after it; absent when it has no entries
/// @param hasMore true when another page follows now
public record FeedPage(List<Entry> entries, Optional<Cursor> next, boolean hasMore) {

    /// A changed item, as it is now.
    public record Entry(EntityType type, Item item) {}

    public FeedPage {
        entries = List.copyOf(entries);
    }
}
