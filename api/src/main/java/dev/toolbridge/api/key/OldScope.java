package dev.toolbridge.api.key;

import dev.toolbridge.contract.scope.Scope;
import java.util.HashSet;
import java.util.Set;

/// The three scopes of older clients of projects, each as the scopes that it stands for. None of them reveals
/// values.
final class OldScope {
    private static final Set<String> READ = and(Scope.reading(), Set.of(Scope.SYNC));
    private static final Set<String> WRITE = and(and(READ, Scope.changing()), Set.of(Scope.ENVIRONMENT_WRITE));
    private static final Set<String> ADMIN = and(WRITE, Scope.ofProjects());

    private OldScope() {}

    /// The scopes of one of these names; empty for any other.
    static Set<String> writtenOut(String name) {
        return switch (name) {
            case "read" -> READ;
            case "write" -> WRITE;
            case "admin" -> ADMIN;
            default -> Set.of();
        };
    }

    private static Set<String> and(Set<String> some, Set<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
