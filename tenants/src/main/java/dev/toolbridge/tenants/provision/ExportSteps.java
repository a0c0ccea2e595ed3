package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.leaving.Export;
import dev.toolbridge.tenants.leaving.ExportFiles;
import dev.toolbridge.tenants.leaving.ExportStore;
import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.placement.FittingRelease;
import dev.toolbridge.tenants.placement.Placements;
import dev.toolbridge.tenants.placement.ReleaseProgram;
import dev.toolbridge.tenants.placement.ReleaseProgram.End;
import dev.toolbridge.tenants.placement.TenantLogin;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/// The step that writes all data of a tenant to a folder. A program of the tenant's own release does so, since it knows
/// the tables.
record ExportSteps(Machinery machinery, TenantSteps facts, ExportFiles files, ReleaseProgram program) {
    /// The longest time for one export.
    static final Duration LIMIT = Duration.ofHours(6);

    /// The exports of a tenant that are kept; older ones are deleted.
    private static final int KEPT_MAX = 3;

    private static final int RELEASES_MAX = 50;
    private static final String WHAT = "the export of the tenant's data";
    private static final String FREE = "free space in the folder of TENANTS_EXPORTS, then retry";

    ExportSteps(Machinery machinery, TenantSteps facts, ExportFiles files) {
        this(machinery, facts, files, new ReleaseProgram("toolbridge-backup", "DATABASE_MAINTENANCE_URL", LIMIT));
    }

    /// Makes the export of the operation, once.
    StepOutcome export(StepContext context) {
        String name = ExportFiles.name(context.tenant(), context.operation());
        try {
            StepOutcome written = files.isThere(name) ? Outcomes.done() : written(context, name);
            return written instanceof StepOutcome.Done ? recorded(context, name) : written;
        } catch (IOException failed) {
            return Outcomes.refused(WHAT, "the folder cannot be used: " + failed.getMessage(), FREE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Outcomes.passing(WHAT, "it was interrupted");
        }
    }

    /// Deletes all exports of a tenant.
    StepOutcome deleteAll(StepContext context) {
        try {
            files.deleteAll(context.tenant());
        } catch (IOException failed) {
            return Outcomes.refused(
                    WHAT, "it cannot be deleted: " + failed.getMessage(), "delete its folder by hand, then retry");
        }
        store().kept(context.tenant()).forEach(store()::deleted);
        return Outcomes.done();
    }

    private StepOutcome written(StepContext context, String name) throws IOException, InterruptedException {
        OptionalLong bytes = machinery.placements().bytes(facts.cluster(context.tenant()), context.tenant());
        if (bytes.isEmpty()) {
            return Outcomes.passing(WHAT, "the cluster does not tell the size of the database");
        }
        if (bytes.getAsLong() > files.usableBytes()) {
            return Outcomes.refused(
                    WHAT,
                    "the database has " + bytes.getAsLong() + " bytes, and " + files.usableBytes() + " are free",
                    FREE);
        }
        Optional<Path> release = release(context);
        return release.isPresent()
                ? written(context, name, release.get())
                : Outcomes.refused(WHAT, "no release that the tenant had is there", "put its folder back, then retry");
    }

    private StepOutcome written(StepContext context, String name, Path release)
            throws IOException, InterruptedException {
        Tenant tenant = facts.tenant(context);
        LiveSecret password = facts.primary(tenant, TenantSecret.DATABASE_MAINTENANCE);
        new SecretReads(machinery.database())
                .note(tenant.ref(), "export", Map.of(TenantSecret.DATABASE_MAINTENANCE, List.of(password)));
        var login = Placements.address(
                facts.cluster(tenant.ref()), tenant.ref(), TenantLogin.MAINTENANCE, password.value());
        Path aside = files.aside(name, context.fence());
        var run = new ReleaseProgram.Run(release, login, List.of("export", aside.toString()), Map.of());
        return switch (program.run(run, Hold::require)) {
            case End.Done _ -> {
                Hold.require();
                files.finish(aside, name);
                yield Outcomes.done();
            }
            case End.Late _ -> Outcomes.passing(WHAT, "it took longer than " + LIMIT.toHours() + " hours");
            case End.Failed(String why) -> Outcomes.passing(WHAT, why);
        };
    }

    private StepOutcome recorded(StepContext context, String name) throws IOException {
        Export made = store().add(context.tenant(), context.operation(), name, files.content(name));
        List<Export> old =
                store().kept(context.tenant()).stream().skip(KEPT_MAX).toList();
        for (Export export : old) {
            files.delete(export.folder());
            store().deleted(export);
        }
        return new StepOutcome.Done(made.json().put("external_id", name));
    }

    /// The newest release whose program knows the schema that the data has.
    private Optional<Path> release(StepContext context) {
        return machinery
                .placements()
                .present(context.tenant())
                .flatMap(placement -> FittingRelease.among(folders(machinery, context.tenant()), placement));
    }

    /// The folders of the releases that a tenant has had, the newest first, and that of new tenants.
    static List<Path> folders(Machinery machinery, UUID tenant) {
        Stream<String> had =
                machinery.releases().all(tenant, RELEASES_MAX).stream().map(Release::artefact);
        return Stream.concat(had, Stream.of(machinery.platform().artefact()))
                .distinct()
                .map(machinery.platform()::release)
                .toList();
    }

    private ExportStore store() {
        return new ExportStore(machinery.database());
    }
}
