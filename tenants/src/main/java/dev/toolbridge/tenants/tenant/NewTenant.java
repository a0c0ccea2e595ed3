package dev.toolbridge.tenants.tenant;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A tenant that somebody asks for.
///
/// @param ref a fresh UUID of version 7
public record NewTenant(
        UUID ref,
        Optional<String> id,
        Slug slug,
        String name,
        Plan plan,
        Quotas quotas,
        String region,
        String runtime,
        List<String> admins) {

    public NewTenant {
        admins = List.copyOf(admins);
    }
}
