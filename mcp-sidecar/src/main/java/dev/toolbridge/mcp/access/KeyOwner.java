package dev.toolbridge.mcp.access;

import java.time.Instant;
import java.util.Set;

/// Whose an API key is, and what it grants.
///
/// @param owner the user, the tenant, and the key itself in the place of an OAuth client
/// @param rights what it may do, each scope written out; none: nothing
/// @param expiresAt when it ends
public record KeyOwner(Owner owner, Set<String> rights, Instant expiresAt) {

    public KeyOwner {
        rights = Set.copyOf(rights);
    }
}
