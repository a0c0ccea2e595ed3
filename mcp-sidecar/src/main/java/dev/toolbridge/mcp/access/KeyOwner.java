package dev.toolbridge.mcp.access;

import java.time.Instant;
import java.util.Set;

/// The owner of an API key, and the rights of the key.
///
/// @param sessionKey the user, the tenant, and the key itself as the OAuth client
/// @param rights the rights of the key, each scope written out; empty for a key without rights
/// @param expiresAt the time at which the key expires
public record KeyOwner(SessionKey sessionKey, Set<String> rights, Instant expiresAt) {

    public KeyOwner {
        rights = Set.copyOf(rights);
    }
}
