package dev.toolbridge.tenants.caller;

import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.route.MissingScope;
import java.util.Optional;
import java.util.Set;

/// The sender of a request with its rights.
///
/// @param actor the sender as the audit log names it, in JSON
/// @param rights the scopes of its requests
/// @param organization the only tenant that it may do this to; empty for operators of the platform
/// @param correlationId names the request
public record Caller(String actor, Set<String> rights, Optional<String> organization, String correlationId) {

    public Caller {
        rights = Set.copyOf(rights);
    }

    /// Refuses a caller who lacks a right.
    public void require(String scope) {
        if (!rights.contains(scope)) {
            throw MissingScope.refusal(scope);
        }
    }

    /// The only tenant that lists show it, by the tenant's organisation; empty if they show all of them.
    ///
    /// @throws dev.toolbridge.service.error.Refusal for an operator whose credential was made for less
    public Optional<String> listed() {
        if (organization.isEmpty()) {
            require(Scope.PLATFORM_READ);
        }
        return organization;
    }

    /// Tells if it may see a tenant, by the tenant's organisation.
    public boolean sees(String tenant) {
        return rights.contains(Scope.PLATFORM_READ) || organization.equals(Optional.of(tenant));
    }
}
