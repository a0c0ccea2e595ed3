package dev.toolbridge.tenants.release;

import java.util.UUID;

/// What the programs of a tenant have to know of it.
///
/// @param organization the tenant's id at the identity provider
/// @param memoryMb the memory of all its programs together, in MiB
public record TenantFacts(UUID ref, String organization, TenantAddress address, int memoryMb) {}
