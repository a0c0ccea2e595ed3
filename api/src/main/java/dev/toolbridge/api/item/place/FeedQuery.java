package dev.toolbridge.api.item.place;

import dev.toolbridge.contract.EntityType;
import java.util.Optional;
import java.util.OptionalInt;

/// A query for one part of a feed.
///
/// @param type the type of the items; all types when absent
/// @param limit the largest number of items
/// @param after the place where the last page ended; absent for a device without items
/// @param epoch the epoch that the device knows
public record FeedQuery(Optional<EntityType> type, int limit, Optional<Cursor> after, OptionalInt epoch) {

    /// The same query for the part that follows a place.
    public FeedQuery from(Cursor place) {
        return new FeedQuery(type, limit, Optional.of(place), epoch);
    }
}
