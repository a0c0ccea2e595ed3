package dev.toolbridge.api.item;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The writes of one request, in their order. Each is decided by itself and sees those before it.
public record Batch(List<Write> writes, OptionalInt epoch, Author author, Optional<Once> once) implements Work {

    public Batch {
        writes = List.copyOf(writes);
    }
}
