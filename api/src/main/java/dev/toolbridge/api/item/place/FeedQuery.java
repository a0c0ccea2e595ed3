package dev.toolbridge.api.item.place;

import dev.toolbridge.contract.EntityType;
import java.util.Optional;
import java.util.OptionalInt;

/// A query for one part of a feed.
///
/// @param type the type of the items; all types when absent
/// @param limit how many items at most
/// @param after where the page before ended; absent for a device that has nothing
/// @param epoch the epoch that the device believes in
public record FeedQuery(Optional<EntityType> type, int limit, Optional<Cursor> after, OptionalInt epoch) {

    /// The same query for the part that follows a place.
    public FeedQuery from(Cursor place) {
        return new FeedQuery(type, limit, Optional.of(place), epoch);
    }
}
