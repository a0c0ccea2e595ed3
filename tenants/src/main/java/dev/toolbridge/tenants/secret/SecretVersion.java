package dev.toolbridge.tenants.secret;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// One version of a secret, without its value.
///
/// @param dueAt the time to rotate it, as long as it is primary
/// @param since the times at which it reached its states
public record SecretVersion(
        UUID tenant,
        SecretName name,
        int version,
        VersionStatus status,
        Instant createdAt,
        Instant dueAt,
        Map<VersionStatus, Instant> since) {

    public SecretVersion {
        since = Map.copyOf(since);
    }
}
