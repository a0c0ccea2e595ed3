package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.Order;

/// A way through the items of a type: the index that it follows, the conditions that it checks on the way,
/// and the order of what it gives.
///
/// @param rest the conditions that the drive does not state; empty for none
record Walk(Drive drive, Sql rest, Sorting sorting) {
    /// The most rows that a page reads.
    static final int ROWS_MAX = 20_000;

    /// The order of the items of a walk.
    sealed interface Sorting {

        /// True from the end to the beginning.
        boolean isDescending();
    }

    /// By the last change, as the drive gives them.
    record ByChange(boolean isDescending) implements Sorting {}

    /// By the column of the drive.
    record ByKey(Drive.KeyColumn column, boolean isDescending) implements Sorting {}

    /// By the last change, among the items without a value in the column that orders the others.
    record Valueless(boolean isDescending) implements Sorting {}

    /// By fields, once all items are read.
    record ByFields(Order.ByFields order) implements Sorting {

        @Override
        public boolean isDescending() {
            return order.isDescending();
        }
    }

    /// True if a page can end before the limit, because so many items do not match.
    boolean isBounded() {
        return !rest.isEmpty() && !isComplete();
    }

    /// True if all that the drive gives can be read for a page.
    boolean isComplete() {
        return switch (drive) {
            case Drive.ByUids _, Drive.ByPast _, Drive.ByText _, Drive.ByRange _ -> true;
            case Drive.ByType _, Drive.ByColumn _, Drive.ByTags _, Drive.ByKey _ -> false;
        };
    }

    /// True if the order of the drive is that of the items, so that a page reads no more than it must.
    boolean isInOrder() {
        return !(sorting instanceof ByFields);
    }
}
