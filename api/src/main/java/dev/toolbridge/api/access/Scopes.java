package dev.toolbridge.api.access;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The scopes that narrow a credential: `notes:read`, `notes:write`, `notes:delete`, the same for every type,
/// `*:read` for all of the first kind, `sync`, `keys:manage` and `tenant:admin`.
public final class Scopes {
    public static final String ALL_READ = "*:read";

    /// What a device needs beside the scopes of the items that it keeps.
    public static final String SYNC = "sync";

    /// Make, see and end one's own API keys.
    public static final String KEYS = "keys:manage";

    /// See and do what concerns the whole tenant.
    public static final String TENANT_ADMIN = "tenant:admin";

    private static final Set<String> VERBS = Set.of("read", "write", "delete");

    private Scopes() {}

    public static String read(String plural) {
        return plural + ":read";
    }

    public static String write(String plural) {
        return plural + ":write";
    }

    public static String delete(String plural) {
        return plural + ":delete";
    }

    static Set<String> allOfItems() {
        return Entities.ALL.stream()
                .map(EntityType::plural)
                .flatMap(plural -> Stream.of(read(plural), write(plural), delete(plural)))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> readingOfItems() {
        return Entities.ALL.stream().map(type -> read(type.plural())).collect(Collectors.toUnmodifiableSet());
    }

    /// Those of the scopes that are ours, in our spelling. Others, like `openid`, mean nothing here.
    public static Set<String> ours(Set<String> scopes) {
        return scopes.stream()
                .map(Scopes::ourSpelling)
                .filter(scope -> scope.equals(ALL_READ) || Role.OWNER.rights().contains(scope))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What is left of a role's rights under a credential: all of them if it names no scope of ours, else what it
    /// names.
    static Set<String> rights(Role role, Set<String> granted) {
        Set<String> ours = ours(granted);
        if (ours.isEmpty()) {
            return role.rights();
        }
        var rights = new HashSet<>(writtenOut(ours));
        rights.retainAll(role.rights());
        return Set.copyOf(rights);
    }

    /// What is left of a role's rights under an API key: a key manages neither keys nor tenants.
    static Set<String> rightsOfKey(Role role, Set<String> granted) {
        var rights = new HashSet<>(rights(role, granted));
        rights.removeAll(Set.of(KEYS, TENANT_ADMIN));
        return Set.copyOf(rights);
    }

    /// Our scopes in our spelling, and those that stand for several as those.
    public static Set<String> writtenOut(Set<String> scopes) {
        var all = new HashSet<>(ours(scopes));
        if (all.remove(ALL_READ)) {
            all.addAll(readingOfItems());
        }
        return Set.copyOf(all);
    }

    /// Refuses a caller who lacks a right.
    public static void require(Caller caller, String scope) {
        boolean has = scope.equals(ALL_READ)
                ? caller.rights().containsAll(readingOfItems())
                : caller.rights().contains(scope);
        if (!has) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "forbidden: scope " + scope + " is missing")
                    .fact("scope", scope)
                    .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
        }
    }

    /// `read:notes` is taken for `notes:read`.
    private static String ourSpelling(String scope) {
        String[] halves = scope.split(":", -1);
        boolean verbFirst = halves.length == 2 && VERBS.contains(halves[0]);
        return verbFirst ? halves[1] + ":" + halves[0] : scope;
    }
}
