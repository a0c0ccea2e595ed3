package dev.toolbridge.api.item.place;

import java.util.Optional;

/// A query for one page of a list.
///
/// @param order by last change
/// @param limit how many items at most
/// @param after the place where the page before ended
/// @param deletedToo whether tombstones are listed
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
