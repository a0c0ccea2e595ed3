package dev.toolbridge.tenants.secret.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.SecretKind;
import dev.toolbridge.tenants.secret.SecretVersion;
import dev.toolbridge.tenants.secret.VersionStatus;
import dev.toolbridge.tenants.secret.rotation.TenantSecret.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Rotations as data: phases, overlaps, and the files of a release.
class RotationTest {
    private static final LiveSecret PRIMARY = new LiveSecret(2, VersionStatus.PRIMARY, new Secret("two"));
    private static final LiveSecret VALID = new LiveSecret(1, VersionStatus.VALID, new Secret("one"));
    private static final LiveSecret PENDING = new LiveSecret(3, VersionStatus.PENDING, new Secret("three"));

    @Test
    void aKeySetIsAcceptedThenUsedAndEndsWhenItsTokensHaveEnded() {
        var only = Set.of(TenantSecret.TOKEN_KEYS);

        assertThat(stages(RotationPlan.change(only)))
                .containsExactly(
                        RotationStage.GENERATE,
                        RotationStage.ACCEPT_BY_RELEASE,
                        RotationStage.PROMOTE,
                        RotationStage.USE_BY_RELEASE);
        assertThat(stages(RotationPlan.conclude(only)))
                .containsExactly(RotationStage.RETIRE, RotationStage.WITHDRAW_BY_RELEASE, RotationStage.DESTROY);
        assertThat(TenantSecret.TOKEN_KEYS.overlap().settling()).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void loginsOfTheDatabaseAlternate() {
        assertThat(stages(RotationPlan.change(Set.of(TenantSecret.DATABASE_SERVER))))
                .containsExactly(
                        RotationStage.GENERATE,
                        RotationStage.ADMIT,
                        RotationStage.PROMOTE,
                        RotationStage.USE_BY_RELEASE,
                        RotationStage.RETIRE,
                        RotationStage.DISMISS,
                        RotationStage.DESTROY);
        assertThat(TenantSecret.DATABASE_SERVER.next().alternates()).isTrue();
    }

    @Test
    void allSecretsTogetherTakeTwoDeployments() {
        var all = EnumSet.allOf(TenantSecret.class);

        assertThat(RotationPlan.change(all))
                .filteredOn(phase -> phase.stage() == RotationStage.ACCEPT_BY_RELEASE)
                .singleElement()
                .extracting(RotationPhase::secrets)
                .isEqualTo(Set.of(
                        TenantSecret.TOKEN_KEYS,
                        TenantSecret.SIGNING,
                        TenantSecret.MCP_STATE,
                        TenantSecret.MASTER_KEY));
        assertThat(RotationPlan.change(all))
                .filteredOn(phase -> phase.stage() == RotationStage.USE_BY_RELEASE)
                .singleElement()
                .extracting(RotationPhase::secrets)
                .isEqualTo(Set.of(
                        TenantSecret.TOKEN_KEYS,
                        TenantSecret.SIGNING,
                        TenantSecret.MCP_STATE,
                        TenantSecret.MASTER_KEY,
                        TenantSecret.EXCHANGE,
                        TenantSecret.MEMBERS,
                        TenantSecret.DATABASE_SERVER));
        assertThat(RotationPlan.conclude(all)).extracting(RotationPhase::stage).contains(RotationStage.DISMISS);
    }

    @Test
    void withoutOverlapTheOldVersionIsRetiredBeforeFilesAreWritten() {
        assertThat(stages(RotationPlan.immediately(Set.of(TenantSecret.SIGNING))))
                .containsExactly(
                        RotationStage.GENERATE,
                        RotationStage.PROMOTE,
                        RotationStage.RETIRE,
                        RotationStage.USE_BY_RELEASE,
                        RotationStage.DESTROY);
        assertThat(TenantSecret.SIGNING.endsAtOnce()).contains("sync sessions end");
    }

    @Test
    void whatAMasterKeyHasSealedIsSealedAnewBeforeItEnds() {
        var only = Set.of(TenantSecret.MASTER_KEY);

        assertThat(stages(RotationPlan.change(only)))
                .containsExactly(
                        RotationStage.GENERATE,
                        RotationStage.ACCEPT_BY_RELEASE,
                        RotationStage.PROMOTE,
                        RotationStage.USE_BY_RELEASE);
        assertThat(stages(RotationPlan.conclude(only)))
                .containsExactly(
                        RotationStage.REWRAP,
                        RotationStage.RETIRE,
                        RotationStage.WITHDRAW_BY_RELEASE,
                        RotationStage.DESTROY);
        assertThat(stages(RotationPlan.immediately(only)))
                .containsExactly(
                        RotationStage.GENERATE,
                        RotationStage.PROMOTE,
                        RotationStage.SEAL_BY_RELEASE,
                        RotationStage.REWRAP);
        assertThat(TenantSecret.MASTER_KEY.files(Program.API, List.of(PRIMARY, VALID, PENDING)))
                .containsExactly(new SettingFile(
                        "TOOLBRIDGE_MASTER_KEY_FILE", "toolbridge-master-key", new Secret("two\none\nthree")));
    }

    @Test
    void atOnceAMasterKeyIsAcceptedByTheReleaseThatUsesTheOthers() {
        List<RotationPhase> all = RotationPlan.immediately(EnumSet.allOf(TenantSecret.class));

        assertThat(stages(all))
                .containsExactly(
                        RotationStage.GENERATE,
                        RotationStage.ADMIT,
                        RotationStage.PROMOTE,
                        RotationStage.RETIRE,
                        RotationStage.USE_BY_RELEASE,
                        RotationStage.DISMISS,
                        RotationStage.DESTROY,
                        RotationStage.PROMOTE,
                        RotationStage.SEAL_BY_RELEASE,
                        RotationStage.REWRAP);
        assertThat(all)
                .filteredOn(phase -> phase.stage() == RotationStage.RETIRE)
                .noneMatch(phase -> phase.secrets().contains(TenantSecret.MASTER_KEY));
    }

    @Test
    void noOverlapKeepsAVersionBeyond90Days() {
        for (TenantSecret secret : TenantSecret.values()) {
            assertThat(secret.overlap().settling().plusDays(85)).isLessThan(Duration.ofDays(90));
        }
    }

    @Test
    void anOverlapIsOverAfterItsTime() {
        Instant since = Instant.parse("2027-01-01T00:00:00Z");
        var version = new SecretVersion(
                UUID.randomUUID(),
                TenantSecret.MCP_STATE.secretName(),
                1,
                VersionStatus.VALID,
                since,
                since,
                Map.of(VersionStatus.VALID, since));

        assertThat(TenantSecret.MCP_STATE.isSettled(version, since, since.plusSeconds(3_899)))
                .isFalse();
        assertThat(TenantSecret.MCP_STATE.isSettled(version, since, since.plusSeconds(3_900)))
                .isTrue();
        assertThat(TenantSecret.MCP_STATE.isSettled(version, since.plusSeconds(60), since.plusSeconds(3_900)))
                .isFalse();
        assertThat(TenantSecret.of(version.name())).contains(TenantSecret.MCP_STATE);
    }

    @Test
    void filesHaveThePrimaryVersionFirst() {
        List<LiveSecret> live = List.of(PRIMARY, VALID, PENDING);

        assertThat(TenantSecret.MCP_STATE.files(Program.MCP, live))
                .containsExactly(
                        new SettingFile("MCP_STATE_SECRETS_FILE", "mcp-state-secrets", new Secret("two,one,three")));
        assertThat(TenantSecret.SIGNING.files(Program.API, live))
                .containsExactly(
                        new SettingFile("SIGNING_SECRET_FILE", "signing-secret", new Secret("two")),
                        new SettingFile(
                                "SIGNING_SECRETS_RETIRED_FILE", "signing-secrets-retired", new Secret("one,three")));
        assertThat(TenantSecret.SIGNING.files(Program.API, List.of(PRIMARY))).hasSize(1);
        assertThat(TenantSecret.EXCHANGE.files(Program.MCP, live))
                .extracting(SettingFile::content)
                .containsExactly(new Secret("two"));
        assertThat(TenantSecret.SIGNING.files(Program.MCP, live)).isEmpty();
        assertThat(TenantSecret.SIGNING.files(Program.API, live).toString()).doesNotContain("two");
    }

    @Test
    void theKeySetIsOneThatTheApiReads() {
        var first = new LiveSecret(1, VersionStatus.PRIMARY, SecretKind.TOKEN_KEY.generate());
        var second = new LiveSecret(2, VersionStatus.PENDING, SecretKind.TOKEN_KEY.generate());

        var file = TenantSecret.TOKEN_KEYS
                .files(Program.API, List.of(first, second))
                .getFirst();

        assertThat(file.variable()).isEqualTo("JWT_BACKEND_KEY_SET_FILE");
        String text = file.content().reveal();
        assertThat(text).startsWith("{\"keys\":[");
        assertThat(text.split("\"kid\"", -1)).hasSize(3);
    }

    private static List<RotationStage> stages(List<RotationPhase> phases) {
        return phases.stream().map(RotationPhase::stage).toList();
    }
}
