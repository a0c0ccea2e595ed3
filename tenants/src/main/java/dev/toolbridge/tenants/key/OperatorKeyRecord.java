package dev.toolbridge.tenants.key;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A key as it is stored, from which nobody can derive its text.
///
/// @param hint the beginning of the key
/// @param madeBy its maker, as JSON
public record OperatorKeyRecord(
        UUID id,
        String name,
        String hint,
        Set<String> scopes,
        String madeBy,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        Optional<Instant> lastUsedAt) {

    public OperatorKeyRecord {
        scopes = Set.copyOf(scopes);
    }
}
