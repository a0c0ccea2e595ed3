package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.store.read.ItemRows;
import java.util.List;
import java.util.UUID;

/// The index that a walk through the items of a type follows. Each states the condition of one index only, so that no
/// other can serve, whatever the planner knows of the tables.
sealed interface Drive {

    /// All items of the type.
    record ByType() implements Drive {}

    /// The items with one of these values in a column.
    record ByColumn(String column, List<Sql> values) implements Drive {

        public ByColumn {
            values = List.copyOf(values);
        }
    }

    /// The items with these uids.
    record ByUids(List<UUID> uids) implements Drive {

        public ByUids {
            uids = List.copyOf(uids);
        }
    }

    /// The items with one of these tags, and those that have too many to be filed under each.
    record ByTags(List<String> tags) implements Drive {

        public ByTags {
            tags = List.copyOf(tags);
        }
    }

    /// The items with words, if they are few.
    ///
    /// @param count the number of them
    record ByText(Filter.FullText text, int count) implements Drive {}

    /// The items with a value in a column, in its order.
    ///
    /// @param range further conditions on the column; empty for none
    record ByKey(KeyColumn column, Sql range) implements Drive {}

    /// The items with a value in a part of a column, if they are few.
    record ByRange(KeyColumn column, Sql range) implements Drive {}

    /// The items as they were at a moment, of the changes before it.
    record ByPast(PastSql past) implements Drive {}

    /// A column with an order.
    ///
    /// @param name the column of the row `i`
    /// @param condition the condition of its index
    /// @param sqlType the type of its values
    /// @param isAlwaysSet true if every item has a value in it
    record KeyColumn(String name, String condition, String sqlType, boolean isAlwaysSet) {

        static KeyColumn of(String name, String sqlType) {
            return new KeyColumn(name, name + " IS NOT NULL", sqlType, false);
        }

        static KeyColumn alwaysSet(String name, String condition) {
            return new KeyColumn(name, condition, "bigint", true);
        }
    }

    /// The walk by the last change.
    String ORDER_OF_TYPE = "i." + ItemRows.ORDER_OF_TYPE;
}
