package dev.toolbridge.api.write;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Write;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The writes of one request, in their order. Each is decided by itself and sees those before it.
public record Batch(List<Write> writes, OptionalInt epoch, Author author, Optional<Once> once) implements Work<Stored> {

    public Batch {
        writes = List.copyOf(writes);
    }

    @Override
    public Optional<byte[]> receipt(Stored stored) {
        return isRefused(stored) ? Optional.empty() : Optional.of(stored.receipt());
    }

    @Override
    public Stored receipted(byte[] receipt) {
        return Stored.of(receipt);
    }

    /// A refused write refuses its request. A push and an import never are: each of their items has its
    /// own answer.
    private boolean isRefused(Stored stored) {
        return writes.stream()
                        .map(Write::mutation)
                        .noneMatch(mutation -> mutation instanceof Mutation.Push || mutation instanceof Mutation.Import)
                && stored.outcomes().stream().anyMatch(Outcome.Refused.class::isInstance);
    }
}
