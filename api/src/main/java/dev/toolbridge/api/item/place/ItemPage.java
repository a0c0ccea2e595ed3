package dev.toolbridge.api.item.place;

import dev.toolbridge.api.item.Item;
import java.util.List;
import java.util.Optional;

/// One page of a list.
///
/// @param next the place after its last item; absent when it has none
/// @param hasMore true when another page follows now
public record ItemPage(List<Item> items, Optional<Cursor> next, boolean hasMore) {

    public ItemPage {
        items = List.copyOf(items);
    }
}
