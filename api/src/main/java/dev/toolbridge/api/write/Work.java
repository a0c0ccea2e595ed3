package dev.toolbridge.api.write;

import dev.toolbridge.api.item.Author;
import java.util.Optional;
import java.util.OptionalInt;

/// One request's effect on a space, in one transaction: all of it is stored, or nothing.
///
/// @param <R> the value of finished work
public sealed interface Work<R> permits Batch, PlannedBatch, RunUndo, Wipe {

    /// The epoch that the client knows, if it sent one.
    OptionalInt epoch();

    Author author();

    /// The key that makes sure that the work is done once, if the client sent one.
    Optional<Once> once();

    /// The receipt to keep of finished work; empty if the request was refused, so that it may be sent again.
    Optional<byte[]> receipt(R done);

    /// The value that [#receipt] has kept.
    R receipted(byte[] receipt);

    /// The result that a kept receipt gives to a second request.
    default Result<R> replay(byte[] receipt) {
        return ReceiptForm.isOf(receipt) ? new Result.Replayed<>(receipted(receipt)) : new Result.Answered<>(receipt);
    }
}
