package dev.toolbridge.api.query;

import java.util.List;

/// The order of a list.
public sealed interface Order {

    /// The name of the change as a key, which is alone.
    String CHANGED = "changed";

    /// By the last change.
    record ByChange(boolean isDescending) implements Order {}

    /// By fields, then by the last change in the direction of the last field.
    record ByFields(List<Key> keys) implements Order {

        public ByFields {
            keys = List.copyOf(keys);
        }

        /// The direction of items that all keys have equal.
        public boolean isDescending() {
            return keys.getLast().isDescending();
        }
    }

    /// A field of an order.
    record Key(FieldName field, boolean isDescending, boolean areNullsFirst) {}

    static Order usual() {
        return new ByChange(false);
    }
}
