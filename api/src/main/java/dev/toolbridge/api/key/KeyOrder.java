package dev.toolbridge.api.key;

import dev.toolbridge.token.key.KeyText;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A key to be stored.
///
/// @param id names it; it is not a credential
/// @param text the key itself, of which only the hash is stored
/// @param scopes the most that it grants
/// @param space the only space that it opens, if it opens a shared one
public record KeyOrder(
        UUID id, KeyText text, String name, Set<String> scopes, Instant expiresAt, Optional<UUID> space) {

    public KeyOrder {
        scopes = Set.copyOf(scopes);
    }
}
