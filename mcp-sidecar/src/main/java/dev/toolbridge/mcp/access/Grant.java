package dev.toolbridge.mcp.access;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the scopes of a token allow. Scopes that are not ours mean nothing; a token without any of ours may do whatever
/// its user may, and the API knows what that is.
final class Grant {
    private static final String ALL_READ = "*:read";
    private static final String READ = ":read";
    private static final Pattern OURS =
            Pattern.compile("(?:[a-z_]+|\\*):(?:read|write|delete)|sync|keys:manage|tenant:admin");
    private static final Pattern VERB_FIRST = Pattern.compile("(read|write|delete):([a-z_]+|\\*)");

    private final Set<String> scopes;

    Grant(Set<String> written) {
        scopes = written.stream()
                .map(scope -> VERB_FIRST.matcher(scope).replaceFirst("$2:$1"))
                .filter(scope -> OURS.matcher(scope).matches())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean allows(String scope) {
        return scopes.isEmpty() || scopes.contains(scope) || (scope.endsWith(READ) && scopes.contains(ALL_READ));
    }
}
