package dev.toolbridge.api.item;

import java.util.Optional;
import java.util.OptionalInt;

/// Everything in a space goes, and a new epoch begins.
///
/// @param by the user who does it
public record Wipe(String by, Author author, Optional<Once> once) implements Work {

    @Override
    public OptionalInt epoch() {
        return OptionalInt.empty();
    }
}
