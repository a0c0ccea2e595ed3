package dev.toolbridge.api.item.place;

import java.util.Optional;

/// A query for one page of a list.
///
/// @param order by last change
/// @param limit the largest number of items
/// @param after the place where the last page ended
/// @param deletedToo true when tombstones are listed
public record PageQuery(Order order, int limit, Optional<Cursor> after, boolean deletedToo) {

    /// The order of a list.
    public enum Order {
        OLDEST_CHANGE_FIRST("changed.asc"),
        NEWEST_CHANGE_FIRST("changed.desc");

        private final String wireName;

        Order(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
