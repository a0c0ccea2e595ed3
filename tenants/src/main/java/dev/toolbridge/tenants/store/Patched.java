package dev.toolbridge.tenants.store;

import dev.toolbridge.tenants.tenant.Tenant;

/// The ends of a change of a tenant's values.
public sealed interface Patched {

    /// The tenant as it is now.
    record Done(Tenant tenant) implements Patched {}

    /// Somebody else changed the tenant before.
    record Stale(Tenant tenant) implements Patched {}

    /// There is no such tenant, or it is destroyed.
    record Missing() implements Patched {}
}
