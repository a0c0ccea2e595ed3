package dev.toolbridge.tenants.store;

import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Operation;

/// The end of a transaction that began with a request.
final class Completion {

    private Completion() {}

    /// Keeps the answer for repetitions, writes what the request has to have written, and commits.
    static void complete(Transaction transaction, Origin origin, Operation operation) {
        origin.once()
                .ifPresent(once -> OnceStore.keep(
                        transaction,
                        once,
                        Json.object()
                                .put("tenant", operation.tenant().toString())
                                .put("operation", operation.id().toString())));
        origin.alongside().accept(transaction);
        transaction.commit();
    }
}
