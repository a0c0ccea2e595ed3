package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.placement.ConnectionNeed;
import dev.toolbridge.tenants.placement.PlacementOrder;
import dev.toolbridge.tenants.placement.Placements;
import dev.toolbridge.tenants.placement.TenantLogin;
import dev.toolbridge.tenants.release.TenantAddress;
import dev.toolbridge.tenants.release.TenantFacts;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.rotation.SettingFile;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Tenant;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/// The facts of a tenant that several steps work from.
record TenantSteps(Machinery machinery) {
    private static final String FILE = "_FILE";
    private static final String DATABASE = "DATABASE_URL";

    static Tenant tenant(Machinery machinery, StepContext context) {
        return machinery
                .tenants()
                .find(context.tenant())
                .orElseThrow(() -> new IllegalStateException("the tenant of an operation is not there"));
    }

    static String organization(Tenant tenant) {
        return tenant.id().orElseThrow(() -> new IllegalStateException("the tenant has no organisation yet"));
    }

    Tenant tenant(StepContext context) {
        return tenant(machinery, context);
    }

    TenantPrograms programs(Tenant tenant) {
        var facts = new TenantFacts(
                tenant.ref(),
                organization(tenant),
                address(tenant),
                Math.toIntExact(tenant.quotas().limit(Quota.MEMORY_MB)));
        return new TenantPrograms(facts, machinery.platform().provider(), ConnectionNeed.POOL);
    }

    /// The addresses of a tenant that has its route.
    TenantAddress address(Tenant tenant) {
        OptionalInt port = machinery
                .platform()
                .loopbackPorts()
                .map(range -> new LoopbackPorts(machinery.database()).find(tenant.ref(), range))
                .orElseGet(OptionalInt::empty);
        return machinery
                .platform()
                .address(tenant.slug(), port)
                .with(machinery.domains().addresses(tenant.ref()));
    }

    ConnectionNeed need() {
        return new ConnectionNeed(1, ConnectionNeed.POOL);
    }

    /// Keeps connections for one release only.
    StepOutcome giveBack(UUID tenant) {
        return Outcomes.of(machinery.placements().reserve(machinery.platform().cluster(), tenant, need().running()));
    }

    PlacementOrder placement(Tenant tenant, Path release) {
        LiveSecret server = primary(tenant, TenantSecret.DATABASE_SERVER);
        return PlacementOrder.of(release, need(), TenantLogin.ofVersion(server.version()), server.value())
                .withMaintenance(
                        primary(tenant, TenantSecret.DATABASE_MAINTENANCE).value());
    }

    /// The files with secrets that a program gets, by the names of their settings.
    Map<String, Secret> files(Tenant tenant, TenantSecret.Program program) {
        var files = new HashMap<String, Secret>();
        for (TenantSecret secret : TenantSecret.values()) {
            for (SettingFile file : secret.files(program, live(tenant, secret))) {
                files.put(file.variable().substring(0, file.variable().length() - FILE.length()), file.content());
            }
        }
        if (program == TenantSecret.Program.API) {
            files.put(DATABASE, new Secret(databaseUrl(tenant)));
        }
        return files;
    }

    List<LiveSecret> live(Tenant tenant, TenantSecret secret) {
        return machinery.secrets().live(tenant.ref(), secret.secretName());
    }

    LiveSecret primary(Tenant tenant, TenantSecret secret) {
        return live(tenant, secret).getFirst();
    }

    private String databaseUrl(Tenant tenant) {
        LiveSecret server = primary(tenant, TenantSecret.DATABASE_SERVER);
        return Placements.address(
                        machinery.platform().cluster(),
                        tenant.ref(),
                        TenantLogin.ofVersion(server.version()),
                        server.value())
                .reveal();
    }
}
