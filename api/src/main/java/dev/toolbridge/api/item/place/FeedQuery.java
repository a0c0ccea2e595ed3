package dev.toolbridge.api.item.place;

import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A query for one part of a feed.
///
/// @param type the type of the items; all types when absent
/// @param limit the largest number of items
/// @param after the place where the last page ended; absent for a device without items
/// @param epoch the epoch that the device knows
/// @param hidden the types that a feed of all types leaves out
public record FeedQuery(
        Optional<EntityType> type, int limit, Optional<Cursor> after, OptionalInt epoch, List<EntityType> hidden) {

    public FeedQuery {
        hidden = List.copyOf(hidden);
    }

    /// A query that leaves out no type.
    public FeedQuery(Optional<EntityType> type, int limit, Optional<Cursor> after, OptionalInt epoch) {
        this(type, limit, after, epoch, List.of());
    }

    /// The same query for the part that follows a place.
    public FeedQuery from(Cursor place) {
        return new FeedQuery(type, limit, Optional.of(place), epoch, hidden);
    }
}
