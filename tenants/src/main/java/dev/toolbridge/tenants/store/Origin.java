package dev.toolbridge.tenants.store;

import dev.toolbridge.database.Transaction;
import dev.toolbridge.tenants.operation.Once;
import java.util.Optional;
import java.util.function.Consumer;

/// The request behind a change.
///
/// @param once its idempotency key, if it has one
/// @param alongside writes more in the same transaction, after the change: the audit log's entry
public record Origin(Optional<Once> once, Consumer<Transaction> alongside) {

    /// A change of our own.
    public static final Origin OURS = new Origin(Optional.empty(), _ -> {});

    /// The same request, which writes more.
    ///
    /// @param first may still refuse it: nothing is written down before
    public Origin between(Consumer<Transaction> first, Consumer<Transaction> last) {
        return new Origin(once, first.andThen(alongside).andThen(last));
    }
}
