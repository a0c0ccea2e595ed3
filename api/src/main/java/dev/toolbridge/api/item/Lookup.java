package dev.toolbridge.api.item;

import java.util.Optional;

/// The state of an item under a uid.
public sealed interface Lookup {

    /// A live item.
    record Live(Item item) implements Lookup {}

    /// A deleted item, of which the tombstone is left.
    record Deleted(Item item) implements Lookup {}

    /// No item.
    record Missing() implements Lookup {}

    /// The item, live or deleted.
    default Optional<Item> stored() {
        return switch (this) {
            case Live live -> Optional.of(live.item());
            case Deleted deleted -> Optional.of(deleted.item());
            case Missing _ -> Optional.empty();
        };
    }

    /// Sorts a stored item into live and deleted.
    static Lookup of(Item item) {
        return item.isDeleted() ? new Deleted(item) : new Live(item);
    }
}
