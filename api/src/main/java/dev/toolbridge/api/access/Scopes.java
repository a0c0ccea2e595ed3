package dev.toolbridge.api.access;

import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.route.MissingScope;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The rights of a user under the scopes of a credential: never more than the role's.
public final class Scopes {
    private static final Set<String> NEVER_OF_KEYS = Set.of(Scope.KEYS, Scope.TENANT_ADMIN);

    private Scopes() {}

    /// The rights of a role that a credential grants.
    static Set<String> rights(Role role, Identity identity) {
        Set<String> left = identity.granted().of(role.rights());
        return identity.credential() instanceof Credential.Key ? ofKey(left) : left;
    }

    /// The rights among these that an API key may have: it manages neither keys nor tenants.
    public static Set<String> ofKey(Set<String> rights) {
        return rights.stream().filter(Predicate.not(NEVER_OF_KEYS::contains)).collect(Collectors.toUnmodifiableSet());
    }

    /// Refuses a caller who lacks a right.
    public static void require(Caller caller, String scope) {
        if (scope.equals(Scope.ANY_CHANGE)) {
            requireAnyChange(caller);
            return;
        }
        if (scope.equals(Scope.OWN)) {
            return;
        }
        boolean has =
                switch (scope) {
                    case Scope.ALL_READ -> caller.rights().containsAll(Scope.reading());
                    case Scope.ANY_READ -> caller.rights().stream().anyMatch(Scope.reading()::contains);
                    default -> caller.rights().contains(scope);
                };
        if (!has) {
            throw MissingScope.refusal(scope.equals(Scope.ANY_READ) ? Scope.ALL_READ : scope);
        }
    }

    private static void requireAnyChange(Caller caller) {
        if (caller.rights().stream().noneMatch(Scope.changing()::contains)) {
            throw MissingScope.ofMany("to write or delete items");
        }
    }
}
