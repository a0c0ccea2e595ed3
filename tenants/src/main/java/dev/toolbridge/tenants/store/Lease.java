package dev.toolbridge.tenants.store;

import java.util.UUID;

/// The right to work on an operation.
///
/// @param fence the number that each new holder raises: every write of the work names it, and a write with an old one
///     changes nothing
public record Lease(UUID operation, UUID tenant, long fence, String holder) {}
