package dev.toolbridge.tenants.release;

import java.nio.file.Path;
import java.util.UUID;

/// The facts of a tenant that its programs need.
///
/// @param organization the tenant's id at the identity provider
/// @param memoryMb the memory of all its programs together, in MiB
/// @param quotas the file of its quotas
public record TenantFacts(UUID ref, String organization, TenantAddress address, int memoryMb, Path quotas) {}
