package dev.toolbridge.tenants.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tenants.operation.Operation;
import java.util.UUID;

/// The ends of a request to start, retry or cancel an operation.
public sealed interface Started {

    /// The operation is recorded, and the engine carries it out.
    record Accepted(Operation operation) implements Started {}

    /// The same request was carried out before.
    ///
    /// @param answer `tenant` and `operation` of the first
    record Repeated(JsonNode answer) implements Started {}

    /// The idempotency key belongs to another request.
    record KeyReused() implements Started {}

    /// Another operation is running, beside which this one cannot run.
    record InProgress(UUID operation, String kind) implements Started {}

    /// The tenant's status, or the operation's, does not allow it.
    record NotAllowed(String status) implements Started {}

    /// The tenant or the operation does not exist.
    record Missing() implements Started {}
}
