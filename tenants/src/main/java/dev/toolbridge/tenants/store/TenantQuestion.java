package dev.toolbridge.tenants.store;

import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.Optional;
import java.util.UUID;

/// A question for a page of tenants, oldest first.
///
/// @param after the last tenant of the page before
public record TenantQuestion(Optional<TenantStatus> status, Optional<UUID> after, int countMax) {}
