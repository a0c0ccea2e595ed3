package dev.toolbridge.tenants.domain;

import dev.toolbridge.tenants.tenant.Slug;
import java.time.Instant;
import java.util.Optional;

/// The right to check a domain, until its lease ends.
///
/// @param fence grows with every look: the results of an earlier one are not recorded
/// @param slug that of its tenant
/// @param blockedUntil the time before which the issuer wants no order
record DomainLook(Domain domain, long fence, Slug slug, Optional<Instant> blockedUntil) {}
