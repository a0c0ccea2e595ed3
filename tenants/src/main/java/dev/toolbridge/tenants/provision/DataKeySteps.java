package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.placement.Placements;
import dev.toolbridge.tenants.placement.ReleaseProgram;
import dev.toolbridge.tenants.placement.ReleaseProgram.End;
import dev.toolbridge.tenants.placement.TenantLogin;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.ReleaseSecrets;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.rotation.SettingFile;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.secret.rotation.TenantSecret.Program;
import dev.toolbridge.tenants.tenant.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The step that seals the data keys of a tenant's projects with its newest master key, while its API works. A program
/// of the tenant's own release does so, and goes on where an earlier run was cut off.
record DataKeySteps(Machinery machinery, TenantSteps facts, ReleaseProgram program) {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final String WHAT = "the data keys of the tenant's projects";

    DataKeySteps(Machinery machinery, TenantSteps facts) {
        this(machinery, facts, new ReleaseProgram("toolbridge-secrets-rewrap", "DATABASE_MAINTENANCE_URL", LIMIT));
    }

    /// Seals them anew, if the running release seals with the newest key: one before would go on with another.
    StepOutcome rewrap(StepContext context) {
        Tenant tenant = facts.tenant(context);
        List<LiveSecret> keys = facts.live(tenant, TenantSecret.MASTER_KEY);
        Optional<Release> release = machinery.releases().running(tenant.ref());
        if (keys.size() < 2 || release.isEmpty() || !isUsed(tenant, keys.getFirst())) {
            return Outcomes.done();
        }
        try {
            return run(context, tenant, keys, release.get());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Outcomes.passing(WHAT, "the run was interrupted");
        } finally {
            machinery.keyFiles().remove(tenant.ref(), context.fence());
        }
    }

    private boolean isUsed(Tenant tenant, LiveSecret newest) {
        return new ReleaseSecrets(machinery.database())
                .of(tenant.ref())
                .filter(used -> used.has(TenantSecret.MASTER_KEY.secretName().text(), newest.version()))
                .isPresent();
    }

    private StepOutcome run(StepContext context, Tenant tenant, List<LiveSecret> keys, Release release)
            throws InterruptedException {
        LiveSecret password = facts.primary(tenant, TenantSecret.DATABASE_MAINTENANCE);
        new SecretReads(machinery.database())
                .note(
                        tenant.ref(),
                        "rewrap",
                        Map.of(TenantSecret.DATABASE_MAINTENANCE, List.of(password), TenantSecret.MASTER_KEY, keys));
        var login = Placements.address(
                facts.cluster(tenant.ref()), tenant.ref(), TenantLogin.MAINTENANCE, password.value());
        SettingFile setting = TenantSecret.MASTER_KEY.files(Program.API, keys).getFirst();
        Path file = machinery.keyFiles().write(tenant.ref(), context.fence(), setting.content());
        var run = new ReleaseProgram.Run(
                machinery.platform().release(release.artefact()),
                login,
                List.of(),
                Map.of(setting.variable(), file.toString()));
        return switch (program.run(run, Hold::require)) {
            case End.Done _ -> Outcomes.done();
            case End.Late _ -> Outcomes.passing(WHAT, "it took longer than " + LIMIT.toMinutes() + " minutes");
            case End.Failed(String why) -> Outcomes.passing(WHAT, why);
        };
    }
}
