package dev.toolbridge.api.item;

import java.util.Optional;

/// The state of an item under a uid.
public sealed interface Lookup {

    /// An item that is there.
    record Live(Item item) implements Lookup {}

    /// An item that is there as a tombstone only.
    record Deleted(Item item) implements Lookup {}

    /// Nothing.
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
