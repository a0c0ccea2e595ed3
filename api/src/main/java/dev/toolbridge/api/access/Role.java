package dev.toolbridge.api.access;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// What somebody is in a tenant, and what that lets them do. The one table of rights.
public enum Role {
    OWNER(Scopes.allOfItems(), Scopes.SYNC, Scopes.KEYS, Scopes.TENANT_ADMIN),
    ADMIN(Scopes.allOfItems(), Scopes.SYNC, Scopes.KEYS, Scopes.TENANT_ADMIN),
    MEMBER(Scopes.allOfItems(), Scopes.SYNC, Scopes.KEYS),
    GUEST(Scopes.readingOfItems(), Scopes.SYNC);

    private final Set<String> rights;

    Role(Set<String> ofItems, String... others) {
        var all = new HashSet<>(ofItems);
        all.addAll(Set.of(others));
        this.rights = Set.copyOf(all);
    }

    /// Scopes, each written out.
    public Set<String> rights() {
        return rights;
    }

    /// The role that the identity provider names; one that we do not know is given the fewest rights.
    static Role named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "owner" -> OWNER;
            case "admin" -> ADMIN;
            case "member" -> MEMBER;
            default -> GUEST;
        };
    }
}
