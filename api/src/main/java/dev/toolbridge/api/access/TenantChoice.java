package dev.toolbridge.api.access;

import dev.toolbridge.api.access.membership.Membership;
import java.util.List;
import java.util.Optional;

/// The tenants that somebody can work in.
sealed interface TenantChoice {

    /// There is nothing to choose.
    ///
    /// @param name what people call it, if we know
    record One(String tenant, Optional<String> name) implements TenantChoice {}

    /// The user has to say.
    record Several(List<Membership> memberships) implements TenantChoice {
        public Several {
            memberships = List.copyOf(memberships);
        }
    }
}
