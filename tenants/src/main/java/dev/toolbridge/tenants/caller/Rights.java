package dev.toolbridge.tenants.caller;

import dev.toolbridge.contract.scope.Scope;
import java.util.HashSet;
import java.util.Set;

/// The rights at the control plane, and those that stand for others.
public final class Rights {
    /// The rights of those who administer a tenant, on that tenant.
    public static final Set<String> OF_ADMINISTRATORS = Set.of(Scope.TENANT_READ, Scope.TENANT_ADMIN);

    /// The rights of those who run the platform.
    public static final Set<String> OF_OPERATORS =
            Set.of(Scope.PLATFORM_ADMIN, Scope.PLATFORM_READ, Scope.TENANT_READ, Scope.TENANT_ADMIN);

    /// The scopes that a key of an operator may have.
    public static final Set<String> OF_KEYS = Set.of(Scope.PLATFORM_ADMIN, Scope.PLATFORM_READ);

    private Rights() {}

    /// These scopes with all that they stand for: who may change something may read it, and the platform has every
    /// tenant.
    static Set<String> writtenOut(Set<String> scopes) {
        if (scopes.contains(Scope.PLATFORM_ADMIN)) {
            return OF_OPERATORS;
        }
        var all = new HashSet<>(scopes);
        if (scopes.contains(Scope.PLATFORM_READ) || scopes.contains(Scope.TENANT_ADMIN)) {
            all.add(Scope.TENANT_READ);
        }
        return all;
    }
}
