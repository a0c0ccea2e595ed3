package dev.toolbridge.api.write;

import dev.toolbridge.api.item.Author;
import java.util.Optional;
import java.util.OptionalInt;

/// Deletes everything in a space, and begins a new epoch.
///
/// @param by the user who does it
public record Wipe(String by, Author author, Optional<Once> once) implements Work<Wiped> {

    @Override
    public OptionalInt epoch() {
        return OptionalInt.empty();
    }

    @Override
    public Optional<byte[]> receipt(Wiped wiped) {
        return Optional.of(wiped.receipt());
    }

    @Override
    public Wiped receipted(byte[] receipt) {
        return Wiped.of(receipt);
    }
}
