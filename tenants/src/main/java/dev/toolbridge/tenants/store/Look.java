package dev.toolbridge.tenants.store;

import java.util.UUID;

/// The right to look at a tenant, which one server at a time has.
///
/// @param fence the number that each new holder raises
public record Look(UUID tenant, long fence) {}
