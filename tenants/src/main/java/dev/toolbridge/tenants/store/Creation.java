package dev.toolbridge.tenants.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.UUID;

/// The ends of a request for a new tenant.
public sealed interface Creation {

    /// The tenant is recorded, and so is the operation that makes the rest.
    record Created(Tenant tenant, Operation operation) implements Creation {}

    /// The same request was carried out before.
    ///
    /// @param answer `tenant` and `operation` of the first
    record Repeated(JsonNode answer) implements Creation {}

    /// The idempotency key belongs to another request.
    record KeyReused() implements Creation {}

    /// Another tenant has the slug, or had it less than 90 days ago.
    record SlugTaken() implements Creation {}

    /// The organisation has a tenant.
    record TenantExists(UUID ref) implements Creation {}
}
