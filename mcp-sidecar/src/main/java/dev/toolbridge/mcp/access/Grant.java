package dev.toolbridge.mcp.access;

import dev.toolbridge.contract.scope.GrantedScopes;
import dev.toolbridge.contract.scope.Scope;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The actions that the scopes of a credential allow; the API decides if the user may do them.
///
/// @param scopes the scopes of the credential
public record Grant(GrantedScopes scopes) {

    /// The scopes of a token; one without scopes allows everything that its user may do.
    static Grant ofToken(Set<String> scopes) {
        return new Grant(GrantedScopes.ofToken(scopes));
    }

    /// The rights of an API key, which allows nothing else.
    static Grant ofKey(Set<String> rights) {
        return new Grant(GrantedScopes.ofKey(rights));
    }

    /// Tells if a scope is granted; of those that name several, if one of them is.
    public boolean allows(String scope) {
        return switch (scope) {
            case Scope.ANY_READ -> Scope.reading().stream().anyMatch(scopes::allow);
            case Scope.ANY_CHANGE, Scope.ANY_PROPOSAL ->
                Scope.proposing().stream().anyMatch(scopes::allow);
            default -> scopes.allow(scope) || isProposable(scope);
        };
    }

    /// A change that may be proposed only is called for like any other, and becomes a proposal.
    private boolean isProposable(String scope) {
        return Scope.changing().contains(scope) && scopes.allow(Scope.propose(scope.substring(0, scope.indexOf(':'))));
    }

    /// The scopes that a client must request to get these as well. It keeps its present ones, because many
    /// clients request the named scopes only (2025-11-25, Authorization, Scope Challenge Handling). In the
    /// spelling of its issuer.
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
