package dev.toolbridge.tenants.provision;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.release.OutsideAddress;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.TenantAddress;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.fly.FlyRuntime;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;

/// The place that tenants at Fly run in.
///
/// @param cluster the host and the port at which machines at Fly reach the cluster
/// @param members the address at which they reach the server of memberships
/// @param api the address of a tenant's API, with `{app}` in place of the name of its app at Fly
/// @param mcp the address of its MCP server, likewise
public record FlyGround(FlyRuntime runtime, String cluster, String members, String api, String mcp) {
    /// The name of this runtime in orders for tenants.
    public static final String NAME = "fly";

    private static final String APP = "{app}";

    /// True for a tenant that runs at Fly.
    static boolean has(Tenant tenant) {
        return tenant.runtime().equals(NAME);
    }

    /// The addresses of a tenant if it runs at Fly.
    public static Optional<TenantAddress> outside(Optional<FlyGround> fly, Tenant tenant) {
        return fly.filter(_ -> has(tenant)).map(ground -> ground.address(tenant.ref()));
    }

    /// The addresses of a tenant, before and after its app exists.
    private TenantAddress address(UUID tenant) {
        String app = runtime.traffic().host(tenant, TenantPrograms.APP);
        return new OutsideAddress(api.replace(APP, app), mcp.replace(APP, app));
    }

    /// The address of a tenant's database, as its programs there have to know it.
    Secret database(Secret url) {
        DatabaseUrl near = DatabaseUrl.parse(url.reveal());
        String there = near.jdbc().replaceFirst("//[^/]*", "//" + Matcher.quoteReplacement(cluster));
        return new Secret(new DatabaseUrl(there, near.user(), near.password()).reveal());
    }

    /// The instance of a release.
    static InstanceName instance(Release release) {
        return TenantPrograms.name(release, TenantPrograms.CONTAINER);
    }
}
