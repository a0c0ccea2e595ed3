package dev.toolbridge.tenants.domain;

import dev.toolbridge.tenants.store.AuditStore.Author;
import java.time.Instant;
import java.util.UUID;

/// A wish for domains of a tenant.
///
/// @param limit the number of domains that the tenant may have
/// @param proveBy the time at which the search for their proof ends
record DomainOrder(UUID tenant, long limit, Instant proveBy, Author author) {}
