package dev.toolbridge.api.access;

import dev.toolbridge.contract.scope.Scope;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A user's role in a tenant, with its rights.
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    GUEST;

    /// The one table of rights.
    private static final Map<Role, Set<String>> RIGHTS = Map.of(
            OWNER, members(Scope.SYNC, Scope.EXPORT, Scope.KEYS, Scope.TENANT_ADMIN),
            ADMIN, members(Scope.SYNC, Scope.EXPORT, Scope.KEYS, Scope.TENANT_ADMIN),
            MEMBER, members(Scope.SYNC, Scope.EXPORT, Scope.KEYS),
            GUEST, rights(Scope.reading(), Scope.SYNC, Scope.EXPORT));

    /// Scopes, each written out.
    public Set<String> rights() {
        return RIGHTS.get(this);
    }

    /// The role that the identity provider names; an unknown name gets the role with the fewest rights.
    static Role named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "owner" -> OWNER;
            case "admin" -> ADMIN;
            case "member" -> MEMBER;
            default -> GUEST;
        };
    }

    private static Set<String> members(String... others) {
        var all = new HashSet<>(Scope.ofItems());
        all.addAll(Scope.reading());
        all.addAll(Scope.ofProjects());
        all.addAll(Scope.revealing());
        all.add(Scope.ENVIRONMENT_WRITE);
        return rights(all, others);
    }

    private static Set<String> rights(Set<String> ofItems, String... others) {
        return Stream.concat(ofItems.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }
}
