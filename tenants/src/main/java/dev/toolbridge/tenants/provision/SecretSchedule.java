package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.release.ReleaseSecrets;
import dev.toolbridge.tenants.secret.SecretVersion;
import dev.toolbridge.tenants.secret.VersionStatus;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The times of a tenant's secrets: which ones are to be changed, and which ones have had their overlap.
///
/// @param used the versions that the running release uses
/// @param versions all versions of all secrets
record SecretSchedule(ReleaseSecrets.Used used, List<SecretVersion> versions, Instant now) {
    /// No secret gets older.
    static final Duration AGE_MAX = Duration.ofDays(90);

    /// The time after which a rotation that was cut off is made again.
    private static final Duration UNUSED_MAX = Duration.ofHours(1);

    SecretSchedule {
        versions = List.copyOf(versions);
    }

    /// Tells if a version has had its overlap with the one that is in use.
    boolean isOver(SecretVersion version) {
        return TenantSecret.of(version.name())
                .filter(secret -> primary(version).filter(this::isUsed).isPresent())
                .filter(secret -> secret.isSettled(version, used.since(), now))
                .isPresent();
    }

    /// Tells if a version has to be ended or destroyed.
    boolean hasEnded() {
        return versions.stream()
                .anyMatch(version -> isOver(version) || (version.status() == VersionStatus.RETIRED && areAllUsed()));
    }

    /// Tells if there is a version that is due, or one that was to be used and is not.
    boolean isDue() {
        return primaries().stream()
                .anyMatch(version -> !version.dueAt().isAfter(now) || (!isUsed(version) && isLong(version)));
    }

    boolean areAllUsed() {
        return primaries().stream().allMatch(this::isUsed);
    }

    /// The secrets with a version that is accepted and too old.
    List<String> overdue() {
        return versions.stream()
                .filter(version -> version.status().isLive()
                        && version.createdAt().plus(AGE_MAX).isBefore(now))
                .map(version -> version.name().text())
                .distinct()
                .toList();
    }

    private boolean isUsed(SecretVersion primary) {
        return used.has(primary.name().text(), primary.version());
    }

    private boolean isLong(SecretVersion primary) {
        return primary.since().get(VersionStatus.PRIMARY).plus(UNUSED_MAX).isBefore(now);
    }

    private Optional<SecretVersion> primary(SecretVersion version) {
        return primaries().stream()
                .filter(primary -> primary.name().equals(version.name()))
                .findFirst();
    }

    private List<SecretVersion> primaries() {
        return versions.stream()
                .filter(version -> version.status() == VersionStatus.PRIMARY)
                .toList();
    }
}
