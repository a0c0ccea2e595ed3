package dev.toolbridge.contract.scope;

import java.util.Set;
import java.util.stream.Collectors;

/// The scopes of a credential, and what they leave of its user's rights.
///
/// A scope that this release does not know grants nothing: a token that was narrowed to a part of tomorrow is no full
/// token today.
public final class GrantedScopes {
    private static final GrantedScopes WHOLE = new GrantedScopes(true, Set.of());

    private final boolean isWhole;
    private final Set<String> written;
    private final Set<String> named;

    private GrantedScopes(boolean isWhole, Set<String> written) {
        this.isWhole = isWhole;
        this.written = Set.copyOf(written);
        this.named = written.stream()
                .flatMap(scope -> Scope.known(scope).stream())
                .flatMap(Scope::writtenOut)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The scopes of a token; one that names none has all its user's rights.
    public static GrantedScopes ofToken(Set<String> written) {
        return written.isEmpty() ? WHOLE : new GrantedScopes(false, written);
    }

    /// The scopes of an API key: these and no others.
    public static GrantedScopes ofKey(Set<String> written) {
        return new GrantedScopes(false, written);
    }

    /// Tells if one of our scopes is granted, or every scope that it stands for.
    public boolean allow(String scope) {
        return isWhole || Scope.writtenOut(scope).allMatch(named::contains);
    }

    /// The part of these rights that is left.
    public Set<String> of(Set<String> rights) {
        return isWhole ? rights : named.stream().filter(rights::contains).collect(Collectors.toUnmodifiableSet());
    }

    /// The scopes as the credential spells them, those that this release does not know too.
    public Set<String> written() {
        return written;
    }

    /// The scopes that are known, in our spelling, each written out.
    public Set<String> named() {
        return named;
    }
}
