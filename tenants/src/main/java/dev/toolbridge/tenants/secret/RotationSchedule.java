package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.digest.Digest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// The times at which versions are due for rotation: 75 to 85 days after they were made, so that none gets older than
/// 90. The jitter of a version is always the same, and spreads the tenants over the days.
final class RotationSchedule {
    static final Duration AGE_MIN = Duration.ofDays(75);
    static final Duration AGE_MAX = Duration.ofDays(85);

    private RotationSchedule() {}

    static Instant dueAt(Instant createdAt, UUID tenant, SecretName name, int version) {
        byte[] digest = Digest.of(tenant.toString(), name.text(), Integer.toString(version));
        long jitterMs = Math.floorMod(
                ByteBuffer.wrap(digest).getLong(), AGE_MAX.minus(AGE_MIN).toMillis() + 1);
        return createdAt.plus(AGE_MIN).plusMillis(jitterMs);
    }
}
