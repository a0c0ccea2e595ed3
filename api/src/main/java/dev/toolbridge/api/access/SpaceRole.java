package dev.toolbridge.api.access;

import dev.toolbridge.contract.scope.Scope;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A member's role in a shared space, from the fewest rights to the most. What a member may do there are the rights of
/// both roles, in the space and in the tenant.
public enum SpaceRole {
    VIEWER,
    DEVELOPER,
    ADMIN,
    OWNER;

    /// The one table of rights in spaces. Every member reads all.
    private static final Map<SpaceRole, Set<String>> RIGHTS = Map.of(
            VIEWER, and(Scope.reading(), Scope.SYNC, Scope.EXPORT),
            DEVELOPER, and(developers(), Scope.SYNC, Scope.EXPORT, Scope.KEYS, Scope.APPROVE),
            ADMIN, and(admins(), Scope.SYNC, Scope.EXPORT, Scope.KEYS, Scope.APPROVE),
            OWNER, and(admins(), Scope.SYNC, Scope.EXPORT, Scope.KEYS, Scope.APPROVE));

    /// The rights among those of the tenant that are left in the space.
    Set<String> of(Set<String> rights) {
        Set<String> granted = RIGHTS.get(this);
        return granted.containsAll(rights)
                ? rights
                : rights.stream().filter(granted::contains).collect(Collectors.toUnmodifiableSet());
    }

    /// The name in JSON and in the database.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role of that name, if there is one.
    public static Optional<SpaceRole> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(name))
                .findFirst();
    }

    /// All names, from the most rights to the fewest.
    public static List<String> names() {
        return List.of(OWNER, ADMIN, DEVELOPER, VIEWER).stream()
                .map(SpaceRole::wireName)
                .toList();
    }

    /// Tells if this role has all that another one has.
    public boolean isAtLeast(SpaceRole other) {
        return compareTo(other) >= 0;
    }

    private static Set<String> developers() {
        var all = new HashSet<>(Scope.ofItems());
        all.addAll(Scope.reading());
        return and(all, Scope.ENVIRONMENT_WRITE, Scope.ENVIRONMENT_REVEAL);
    }

    private static Set<String> admins() {
        var all = new HashSet<>(developers());
        all.addAll(Scope.ofProjects());
        all.add(Scope.ENVIRONMENT_REVEAL_PRODUCTION);
        return all;
    }

    private static Set<String> and(Set<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }
}
