package dev.toolbridge.api.key;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A key as it is stored, from which nobody can derive its text.
///
/// @param subject the owner of the key
/// @param hint the beginning of the key
/// @param replacedBy the key that replaced it
/// @param space the only space that it opens, if it opens a shared one
public record KeyRecord(
        UUID id,
        String subject,
        String name,
        String hint,
        Set<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        Optional<Instant> lastUsedAt,
        Optional<UUID> replacedBy,
        Optional<UUID> space) {

    public KeyRecord {
        scopes = Set.copyOf(scopes);
    }
}
