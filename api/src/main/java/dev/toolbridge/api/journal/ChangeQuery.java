package dev.toolbridge.api.journal;

import dev.toolbridge.api.item.place.Cursor;
import java.util.Optional;

/// A query for one part of the journal, in the order of commits.
///
/// @param after the place where the last part ended; absent for all that is kept
/// @param limit the largest number of entries
/// @param include the part that is added to each entry
public record ChangeQuery(ChangeFilter filter, Optional<Cursor> after, int limit, Include include) {

    /// The same query for the part that follows a place.
    public ChangeQuery from(Cursor place) {
        return new ChangeQuery(filter, Optional.of(place), limit, include);
    }
}
