package dev.toolbridge.api.face;

import dev.toolbridge.api.item.Item;
import java.util.Optional;

/// An item with the number by which clients of this interface know it.
///
/// @param number the place of its first change in the order of its space
/// @param writer the member who wrote its present version, if still one
/// @param conflict the kind of the conflict that its present version decided
public record NumberedItem(
        long number, Item item, long createdAtMs, Optional<Writer> writer, Optional<String> conflict) {

    /// A member by its number in the project.
    public record Writer(long number, Optional<String> name) {}
}
