package dev.toolbridge.api.access;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The scopes that narrow a token: `notes:read`, `notes:write`, `notes:delete`, the same for every type,
/// `*:read` and `sync`.
public final class Scopes {
    public static final String ALL_READ = "*:read";

    /// What a device needs beside the scopes of the items that it keeps.
    public static final String SYNC = "sync";

    private static final Set<String> OURS = Entities.ALL.stream()
            .map(EntityType::plural)
            .flatMap(plural -> Stream.of(read(plural), write(plural), delete(plural)))
            .collect(Collectors.collectingAndThen(Collectors.toSet(), Scopes::withOthers));

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

    /// Refuses a caller whose token grants some of our scopes, but not this one.
    public static void require(Caller caller, String scope) {
        Set<String> granted = caller.scopes().stream()
                .map(Scopes::ourSpelling)
                .filter(OURS::contains)
                .collect(Collectors.toSet());
        boolean covered = granted.contains(scope) || (scope.endsWith(":read") && granted.contains(ALL_READ));
        if (!granted.isEmpty() && !covered) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "forbidden: scope " + scope + " is missing")
                    .fact("scope", scope)
                    .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
        }
    }

    /// `read:notes` is taken for `notes:read`.
    private static String ourSpelling(String scope) {
        String[] halves = scope.split(":", -1);
        boolean verbFirst =
                halves.length == 2 && Set.of("read", "write", "delete").contains(halves[0]);
        return verbFirst ? halves[1] + ":" + halves[0] : scope;
    }

    private static Set<String> withOthers(Set<String> scopes) {
        scopes.add(ALL_READ);
        scopes.add(SYNC);
        return Set.copyOf(scopes);
    }
}
