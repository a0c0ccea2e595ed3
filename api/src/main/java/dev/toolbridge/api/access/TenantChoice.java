package dev.toolbridge.api.access;

import dev.toolbridge.api.access.membership.Membership;
import java.util.List;
import java.util.Optional;

/// The tenants that a user can work in.
sealed interface TenantChoice {

    /// The user can work in one tenant only.
    ///
    /// @param name the tenant's name for people, if it is known
    record One(String tenant, Optional<String> name) implements TenantChoice {}

    /// The user has to choose.
    record Several(List<Membership> memberships) implements TenantChoice {
        public Several {
            memberships = List.copyOf(memberships);
        }
    }
}
