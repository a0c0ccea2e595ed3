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
}
