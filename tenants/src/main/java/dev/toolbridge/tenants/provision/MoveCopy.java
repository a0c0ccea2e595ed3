package dev.toolbridge.tenants.provision;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.tenants.leaving.ExportFiles;
import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.placement.Cluster;
import dev.toolbridge.tenants.placement.FittingRelease;
import dev.toolbridge.tenants.placement.Placements;
import dev.toolbridge.tenants.placement.ReleaseProgram;
import dev.toolbridge.tenants.placement.TenantLogin;
import dev.toolbridge.tenants.placement.TenantPlacement;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies the rows of a tenant's database into its database in another cluster, by the program of its own release: a
/// backup fills the other one, and the rows of each table are compared with the digest in its manifest. A copy that was
/// made before is brought up to date.
record MoveCopy(Machinery machinery, TenantSteps facts, ExportFiles files, ReleaseProgram program) {
    /// The longest time for one copy.
    static final Duration LIMIT = Duration.ofHours(6);

    private static final String WHAT = "the copy of the tenant's data";
    private static final String MANIFEST = "manifest.json";

    MoveCopy(Machinery machinery, TenantSteps facts, ExportFiles files) {
        this(machinery, facts, files, new ReleaseProgram("toolbridge-backup", "DATABASE_MAINTENANCE_URL", LIMIT));
    }

    /// The folder of the release that has exactly the schema of the data.
    Optional<Path> release(TenantPlacement placement) {
        return FittingRelease.equalTo(ExportSteps.folders(machinery, placement.tenant()), placement);
    }

    /// Makes the rows in one cluster those in the other. The result has the digest of what both have.
    StepOutcome run(StepContext context, Cluster from, Cluster to) {
        try {
            Path aside = files.aside(ExportFiles.name(context.tenant(), context.operation()), context.fence());
            StepOutcome copied = copied(context, List.of(from, to), aside);
            files.discard(aside);
            return copied;
        } catch (IOException failed) {
            return Outcomes.refused(
                    WHAT,
                    "the folder cannot be used: " + failed.getMessage(),
                    "free space in the folder of TENANTS_EXPORTS, then retry");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Outcomes.passing(WHAT, "it was interrupted");
        }
    }

    private StepOutcome copied(StepContext context, List<Cluster> clusters, Path aside)
            throws IOException, InterruptedException {
        Tenant tenant = facts.tenant(context);
        Optional<Path> release = machinery.placements().present(tenant.ref()).flatMap(this::release);
        if (release.isEmpty()) {
            return Outcomes.refused(WHAT, "no release has the schema of the data", "deploy a release, then retry");
        }
        LiveSecret password = facts.primary(tenant, TenantSecret.DATABASE_MAINTENANCE);
        new SecretReads(machinery.database())
                .note(tenant.ref(), "move", Map.of(TenantSecret.DATABASE_MAINTENANCE, List.of(password)));
        List<DatabaseUrl> logins = clusters.stream()
                .map(cluster -> Placements.address(cluster, tenant.ref(), TenantLogin.MAINTENANCE, password.value()))
                .toList();
        StepOutcome taken = ran(release.get(), logins.getFirst(), List.of("backup", aside.toString()));
        if (!(taken instanceof StepOutcome.Done)) {
            return taken;
        }
        StepOutcome filled = ran(release.get(), logins.getLast(), List.of("fill", aside.toString()));
        return filled instanceof StepOutcome.Done
                ? Outcomes.done(
                        "manifest_sha256",
                        HexFormat.of().formatHex(Digest.sha256(Files.readAllBytes(aside.resolve(MANIFEST)))))
                : filled;
    }

    private StepOutcome ran(Path release, DatabaseUrl login, List<String> arguments) throws InterruptedException {
        Hold.require();
        var run = new ReleaseProgram.Run(release, login, arguments, Map.of());
        return switch (program.run(run, Hold::require)) {
            case ReleaseProgram.End.Done _ -> Outcomes.done();
            case ReleaseProgram.End.Late _ ->
                Outcomes.passing(WHAT, "it took longer than " + LIMIT.toHours() + " hours");
            case ReleaseProgram.End.Failed(String why) -> Outcomes.passing(WHAT, why);
        };
    }
}
