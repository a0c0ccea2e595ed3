package dev.toolbridge.tenants.provision;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.placement.Cluster;
import dev.toolbridge.tenants.placement.ConnectionNeed;
import dev.toolbridge.tenants.placement.PlacementOrder;
import dev.toolbridge.tenants.placement.Placements;
import dev.toolbridge.tenants.placement.TenantLogin;
import dev.toolbridge.tenants.release.RouterAddress;
import dev.toolbridge.tenants.release.TenantAddress;
import dev.toolbridge.tenants.release.TenantFacts;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.secret.LiveSecret;
import dev.toolbridge.tenants.secret.rotation.SettingFile;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Tenant;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/// The facts of a tenant that several steps work from.
record TenantSteps(Machinery machinery) {
    private static final String FILE = "_FILE";
    static final String DATABASE = "DATABASE_URL";

    static Tenant tenant(Machinery machinery, StepContext context) {
        return machinery
                .tenants()
                .find(context.tenant())
                .orElseThrow(() -> new IllegalStateException("the tenant of an operation is not there"));
    }

    static String organization(Tenant tenant) {
        return tenant.id().orElseThrow(() -> new IllegalStateException("the tenant has no organisation yet"));
    }

    /// The cluster whose database the programs of a tenant use.
    static Cluster cluster(Machinery machinery, UUID tenant) {
        Platform platform = machinery.platform();
        return machinery
                .placements()
                .present(tenant)
                .map(placement -> platform.cluster(placement.cluster())
                        .orElseThrow(() -> new IllegalStateException(
                                "the cluster " + placement.cluster() + " is not among TENANTS_CLUSTERS")))
                .orElseGet(() -> platform.clusters().getFirst());
    }

    Cluster cluster(UUID tenant) {
        return cluster(machinery, tenant);
    }

    Tenant tenant(StepContext context) {
        return tenant(machinery, context);
    }

    TenantPrograms programs(Tenant tenant) {
        var facts = new TenantFacts(
                tenant.ref(),
                organization(tenant),
                address(tenant),
                (int) Math.min(Integer.MAX_VALUE, tenant.quotas().limit(Quota.MEMORY_MB)),
                machinery.quotas().of(tenant.ref()));
        return new TenantPrograms(facts, machinery.platform().provider(), ConnectionNeed.POOL);
    }

    /// The addresses of a tenant, wherever it runs.
    TenantAddress address(Tenant tenant) {
        return FlyGround.outside(machinery.fly(), tenant).orElseGet(() -> routerAddress(tenant));
    }

    /// The addresses of a tenant that has its route.
    RouterAddress routerAddress(Tenant tenant) {
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
        return Outcomes.of(machinery.placements().reserve(cluster(tenant), tenant, need().running()));
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
        var read = new EnumMap<TenantSecret, List<LiveSecret>>(TenantSecret.class);
        for (TenantSecret secret : TenantSecret.values()) {
            List<LiveSecret> live = live(tenant, secret);
            for (SettingFile file : secret.files(program, live)) {
                files.put(file.variable().substring(0, file.variable().length() - FILE.length()), file.content());
                read.put(secret, live);
            }
        }
        if (program == TenantSecret.Program.API) {
            files.put(DATABASE, new Secret(databaseUrl(tenant)));
            read.put(TenantSecret.DATABASE_SERVER, List.of(primary(tenant, TenantSecret.DATABASE_SERVER)));
        }
        new SecretReads(machinery.database()).note(tenant.ref(), program.name().toLowerCase(Locale.ROOT), read);
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
                        cluster(tenant.ref()), tenant.ref(), TenantLogin.ofVersion(server.version()), server.value())
                .reveal();
    }
}
