package dev.toolbridge.api.write;

import dev.toolbridge.api.item.Author;
import java.util.Optional;
import java.util.OptionalInt;

/// The operations that one request plans, carried out in one transaction that holds no other work.
///
/// @param settles the proposal that is decided with it
public record PlannedBatch(
        BatchPlan plan, OptionalInt epoch, Author author, Optional<Once> once, Optional<Settlement> settles)
        implements Work<BatchResults> {

    /// A batch that nobody proposed.
    public PlannedBatch(BatchPlan plan, OptionalInt epoch, Author author, Optional<Once> once) {
        this(plan, epoch, author, once, Optional.empty());
    }

    /// A batch that stored nothing as a whole may be sent again.
    @Override
    public Optional<byte[]> receipt(BatchResults results) {
        return plan.isTrial() || results.failedAt().isPresent() ? Optional.empty() : Optional.of(results.receipt());
    }

    @Override
    public BatchResults receipted(byte[] receipt) {
        return BatchResults.of(receipt);
    }
}
