package dev.toolbridge.tenants.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.release.ReleaseSecrets;
import dev.toolbridge.tenants.secret.SecretVersion;
import dev.toolbridge.tenants.secret.VersionStatus;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The times at which secrets are rotated and old versions end.
class SecretScheduleTest {
    private static final Instant BEGUN = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration DUE_AFTER = Duration.ofDays(80);
    private static final UUID TENANT = UUID.randomUUID();

    @Test
    void aSecretIsDueAtItsTime() {
        var only = version(1, VersionStatus.PRIMARY, BEGUN);
        Instant due = BEGUN.plus(DUE_AFTER);

        assertThat(schedule(1, due.minusMillis(1), only).isDue()).isFalse();
        assertThat(schedule(1, due, only).isDue()).isTrue();
        assertThat(schedule(1, due, only).hasEnded()).isFalse();
    }

    @Test
    void anOldVersionEndsAfterItsOverlapWithTheOneInUse() {
        Instant changed = BEGUN.plus(DUE_AFTER);
        var old = version(1, VersionStatus.VALID, BEGUN, changed);
        var present = version(2, VersionStatus.PRIMARY, changed);
        Instant over = changed.plus(TenantSecret.SIGNING.overlap().settling());

        assertThat(schedule(2, over.minusMillis(1), old, present).hasEnded()).isFalse();
        assertThat(schedule(2, over, old, present).hasEnded()).isTrue();
        assertThat(schedule(2, over, old, present).overdue()).isEmpty();
        assertThat(schedule(2, BEGUN.plus(Duration.ofDays(91)), old, present).overdue())
                .containsExactly("signing");
    }

    @Test
    void aRotationThatWasCutOffEndsNothingAndIsMadeAgain() {
        Instant changed = BEGUN.plus(DUE_AFTER);
        var old = version(1, VersionStatus.VALID, BEGUN, changed);
        var present = version(2, VersionStatus.PRIMARY, changed);
        Instant late = changed.plus(Duration.ofDays(5));

        assertThat(schedule(1, late, old, present).hasEnded()).isFalse();
        assertThat(schedule(1, late, old, present).areAllUsed()).isFalse();
        assertThat(schedule(1, late, old, present).isDue()).isTrue();
        assertThat(schedule(1, changed.plusSeconds(60), old, present).isDue()).isFalse();
    }

    @Test
    void aRetiredVersionIsDestroyed() {
        var old = version(1, VersionStatus.RETIRED, BEGUN);
        var present = version(2, VersionStatus.PRIMARY, BEGUN);

        assertThat(schedule(2, BEGUN, old, present).hasEnded()).isTrue();
    }

    private static SecretSchedule schedule(int used, Instant now, SecretVersion... versions) {
        return new SecretSchedule(new ReleaseSecrets.Used(BEGUN, Map.of("signing", used)), List.of(versions), now);
    }

    private static SecretVersion version(int number, VersionStatus status, Instant made) {
        return version(number, status, made, made);
    }

    private static SecretVersion version(int number, VersionStatus status, Instant made, Instant since) {
        return new SecretVersion(
                TENANT,
                TenantSecret.SIGNING.secretName(),
                number,
                status,
                made,
                made.plus(DUE_AFTER),
                Map.of(status, since));
    }
}
