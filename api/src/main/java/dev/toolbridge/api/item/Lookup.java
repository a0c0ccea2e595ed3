package dev.toolbridge.api.item;

/// What is found under a uid.
public sealed interface Lookup {

    record Live(Item item) implements Lookup {}

    record Deleted(Item item) implements Lookup {}

    record Missing() implements Lookup {}

    /// Sorts a stored item into live and deleted.
    static Lookup of(Item item) {
        return item.isDeleted() ? new Deleted(item) : new Live(item);
    }
}
