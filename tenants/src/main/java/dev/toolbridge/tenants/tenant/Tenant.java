package dev.toolbridge.tenants.tenant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A tenant as the control plane knows it.
///
/// @param ref ours from the first moment; every label of what belongs to the tenant begins with it
/// @param id the identity provider's organisation, which may be made after the tenant
/// @param suspended the operator's wish, which outlives the operations in between
/// @param generation the number of the wanted state; `observedGeneration` is the one last brought about
/// @param version the number of what `PATCH` changes, for `If-Match`
public record Tenant(
        UUID ref,
        Optional<String> id,
        Slug slug,
        String name,
        Plan plan,
        Quotas quotas,
        String region,
        String runtime,
        List<String> admins,
        TenantStatus status,
        boolean suspended,
        long generation,
        long observedGeneration,
        long version,
        Instant createdAt,
        Optional<Instant> activatedAt,
        Optional<Instant> retainedUntil,
        Optional<Instant> destroyedAt,
        Optional<Instant> lastSeenAt) {

    public Tenant {
        admins = List.copyOf(admins);
    }
}
