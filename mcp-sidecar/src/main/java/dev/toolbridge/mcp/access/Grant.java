package dev.toolbridge.mcp.access;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the scopes of a credential leave room for; whether the user may is for the API to say.
public final class Grant {
    private static final String ALL_READ = "*:read";
    private static final String READ = ":read";
    private static final Pattern OURS =
            Pattern.compile("(?:[a-z_]+|\\*):(?:read|write|delete)|sync|keys:manage|tenant:admin");
    private static final Pattern VERB_FIRST = Pattern.compile("(read|write|delete):([a-z_]+|\\*)");
    private static final Pattern VERB_LAST = Pattern.compile("([a-z_]+|\\*):(read|write|delete)");

    private final boolean isWhole;
    private final Set<String> written;
    private final Set<String> scopes;

    private Grant(boolean isWhole, Set<String> written) {
        this.isWhole = isWhole;
        this.written = written;
        this.scopes = written.stream().map(Grant::ourSpelling).collect(Collectors.toUnmodifiableSet());
    }

    /// Scopes of a token. Those that are not ours mean nothing; a token without any of ours may do whatever its user
    /// may.
    static Grant ofToken(Set<String> scopes) {
        Set<String> ours = scopes.stream()
                .filter(scope -> OURS.matcher(ourSpelling(scope)).matches())
                .collect(Collectors.toUnmodifiableSet());
        return new Grant(ours.isEmpty(), ours);
    }

    /// The rights of an API key: these and no others.
    static Grant ofKey(Set<String> rights) {
        return new Grant(false, rights);
    }

    public boolean allows(String scope) {
        return isWhole || scopes.contains(scope) || (scope.endsWith(READ) && scopes.contains(ALL_READ));
    }

    /// What a client must ask for to be allowed all that as well: what it has stays in, because many clients ask for
    /// these and nothing else (2025-11-25, Authorization, Scope Challenge Handling). Spelt as its issuer spells.
    public String widenedBy(Collection<String> needed) {
        boolean verbFirst =
                written.stream().anyMatch(scope -> VERB_FIRST.matcher(scope).matches());
        var all = new TreeSet<>(written);
        needed.stream()
                .filter(scope -> !allows(scope))
                .map(scope -> verbFirst ? VERB_LAST.matcher(scope).replaceFirst("$2:$1") : scope)
                .forEach(all::add);
        return String.join(" ", all);
    }

    private static String ourSpelling(String scope) {
        return VERB_FIRST.matcher(scope).replaceFirst("$2:$1");
    }
}
