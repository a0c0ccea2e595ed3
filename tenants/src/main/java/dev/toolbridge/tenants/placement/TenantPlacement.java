package dev.toolbridge.tenants.placement;

import java.util.OptionalInt;
import java.util.UUID;

/// The place of a tenant's database.
///
/// @param database its name
/// @param connections the connections that are kept for its servers
/// @param schemaVersion the version of its schema, once it was made
public record TenantPlacement(
        UUID tenant, String cluster, String database, int connections, OptionalInt schemaVersion) {}
