package dev.toolbridge.api.query;

import dev.toolbridge.api.journal.Moment;
import java.util.Optional;

/// A question about the items of one type.
///
/// @param selection the part of each payload that the answer shows
/// @param deletedToo true when tombstones count as well
/// @param moment the moment in the past that the question is about; empty for the present
public record ItemQuestion(
        Filter filter, Order order, Projection selection, boolean deletedToo, Optional<Moment> moment) {

    public ItemQuestion(Filter filter, Order order, Projection selection, boolean deletedToo) {
        this(filter, order, selection, deletedToo, Optional.empty());
    }

    /// All items by their last change.
    public static ItemQuestion of(Order order, boolean deletedToo) {
        return new ItemQuestion(Filter.none(), order, new Projection.Everything(), deletedToo);
    }
}
