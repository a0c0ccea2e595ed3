package dev.toolbridge.tenants.key;

import dev.toolbridge.token.key.KeyText;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// A key to be stored.
///
/// @param id names it; it is not a credential
/// @param text the key itself, of which only the hash is stored
/// @param scopes the most that it grants
public record OperatorKeyOrder(UUID id, KeyText text, String name, Set<String> scopes, Instant expiresAt) {

    public OperatorKeyOrder {
        scopes = Set.copyOf(scopes);
    }
}
