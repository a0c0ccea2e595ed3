package dev.toolbridge.mcp.access;

import dev.toolbridge.contract.scope.GrantedScopes;
import dev.toolbridge.contract.scope.Scope;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What the scopes of a credential leave room for; whether the user may is for the API to say.
///
/// @param scopes the scopes of the credential
public record Grant(GrantedScopes scopes) {

    /// The scopes of a token; one that names none may do whatever its user may.
    static Grant ofToken(Set<String> scopes) {
        return new Grant(GrantedScopes.ofToken(scopes));
    }

    /// The rights of an API key: these and no others.
    static Grant ofKey(Set<String> rights) {
        return new Grant(GrantedScopes.ofKey(rights));
    }

    public boolean allows(String scope) {
        return scopes.allow(scope);
    }

    /// What a client must ask for to be allowed all that as well: what it has stays in, because many clients ask for
    /// these and nothing else (2025-11-25, Authorization, Scope Challenge Handling). Spelt as its issuer spells.
    public String widenedBy(Collection<String> needed) {
        var all = new TreeSet<>(scopes.written());
        boolean isReversed = all.stream().anyMatch(Grant::isReversed);
        needed.stream()
                .filter(Predicate.not(this::allows))
                .map(scope -> isReversed ? Scope.reversed(scope) : scope)
                .forEach(all::add);
        return String.join(" ", all);
    }

    private static boolean isReversed(String written) {
        return Scope.known(written).filter(ours -> !ours.equals(written)).isPresent();
    }
}
