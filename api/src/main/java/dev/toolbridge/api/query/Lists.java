package dev.toolbridge.api.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.ItemPage;
import dev.toolbridge.contract.EntityType;

/// Reads lists of the items of all spaces.
public interface Lists {

    /// One page of the items of a type. It may be short, even empty, with more behind it, when few items
    /// match.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `too_broad` if an order needs more items sorted than a
    /// request may read
    ItemPage page(Space space, EntityType type, ListQuery query);

    /// The number of items that a question matches.
    Count count(Space space, EntityType type, ItemQuestion question);

    /// A number of items.
    ///
    /// @param isComplete false if there may be more
    record Count(long items, boolean isComplete) {}
}
