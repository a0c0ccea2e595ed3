package dev.toolbridge.tenants.tenant;

import java.util.List;
import java.util.Optional;

/// The new values of a tenant; those that are empty stay as they are.
public record TenantPatch(
        Optional<String> name, Optional<Plan> plan, Optional<Quotas> quotas, Optional<List<String>> admins) {

    public TenantPatch {
        admins = admins.map(List::copyOf);
    }
}
