package dev.toolbridge.api.access;

import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.route.MissingScope;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The rights that the scopes of a credential leave its user: never more than the role.
public final class Scopes {
    private static final Set<String> NEVER_OF_KEYS = Set.of(Scope.KEYS, Scope.TENANT_ADMIN);

    private Scopes() {}

    /// The part of a role's rights that is left under a credential.
    static Set<String> rights(Role role, Identity identity) {
        Set<String> left = identity.granted().of(role.rights());
        return identity.credential() instanceof Credential.Key ? ofKey(left) : left;
    }

    /// Those of some rights that an API key may have: it manages neither keys nor tenants.
    public static Set<String> ofKey(Set<String> rights) {
        return rights.stream().filter(Predicate.not(NEVER_OF_KEYS::contains)).collect(Collectors.toUnmodifiableSet());
    }

    /// Refuses a caller who lacks a right.
    public static void require(Caller caller, String scope) {
        boolean has = scope.equals(Scope.ALL_READ)
                ? caller.rights().containsAll(Scope.reading())
                : caller.rights().contains(scope);
        if (!has) {
            throw MissingScope.refusal(scope);
        }
    }
}
