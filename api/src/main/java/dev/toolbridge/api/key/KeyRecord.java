package dev.toolbridge.api.key;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A key as it is kept; nobody can make the key of it.
///
/// @param subject whose it is
/// @param hint the beginning of the key
/// @param replacedBy the key that took its place
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
        Optional<UUID> replacedBy) {

    public KeyRecord {
        scopes = Set.copyOf(scopes);
    }
}
