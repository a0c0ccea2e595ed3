package dev.toolbridge.mcp.access;

import java.time.Instant;
import java.util.Set;

/// The owner of an API key, and the rights of the key.
///
/// @param sessionKey the user, the tenant, and the key itself in the place of an OAuth client
/// @param rights what it may do, each scope written out; none: nothing
/// @param expiresAt when it ends
public record KeyOwner(SessionKey sessionKey, Set<String> rights, Instant expiresAt) {

    public KeyOwner {
        rights = Set.copyOf(rights);
    }
}
