package dev.toolbridge.tenants.release;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.Label;
import dev.toolbridge.tenants.runtime.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The two programs of a tenant's release, as the runtime gets them.
///
/// @param pool the size of the API's pool of connections
public record TenantPrograms(TenantFacts tenant, ProviderFacts provider, int pool) {
    /// The app that every tenant has.
    public static final String APP = "toolbridge";

    public static final String API = "api";
    public static final String MCP = "mcp";

    /// Both programs under one supervisor.
    public static final String CONTAINER = "container";

    /// The settings of programs on this machine, behind our router.
    private static final Set<String> ONLY_HERE = Set.of("JAVA_HOME", "TRUSTED_PROXIES");

    private static final int FIRST = 0;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final String READY = "/readyz";
    private static final String PROXY = "127.0.0.1";

    /// The name of a program of a release.
    public static InstanceName name(Release release, String process) {
        return new InstanceName(release.tenant(), APP, release.number(), process, FIRST);
    }

    /// The name by which the router finds the sidecar of a session again.
    public static String replica(Release release) {
        return "r" + release.number();
    }

    /// The API of a release.
    ///
    /// @param secrets the contents of the files that the API gets, by the names of their settings
    public InstanceOrder api(Release release, Label label, Map<String, Secret> secrets) {
        var settings = new HashMap<>(tokens());
        settings.putAll(Map.of(
                "HTTP_ADDR", "${HOST}:${PORT}",
                "METRICS_ADDR", "${HOST}:${METRICS_PORT}",
                "TENANT_ID", tenant.organization(),
                "PUBLIC_URL", tenant.address().base(),
                "DATABASE_POOL_SIZE", Integer.toString(pool),
                "QUOTA_FILE", tenant.quotas().toString(),
                "WORKOS_API_BASE_URL", provider.members()));
        return order(name(release, API), label, release.artefact(), new Content(settings, secrets));
    }

    /// The MCP server of a release.
    ///
    /// @param api the address of the API of the same release
    public InstanceOrder mcp(Release release, Label label, Map<String, Secret> secrets, String api) {
        var settings = new HashMap<>(tokens());
        settings.putAll(Map.of(
                "TOOLBRIDGE_HOST",
                "${HOST}",
                "TOOLBRIDGE_PORT",
                "${PORT}",
                "TOOLBRIDGE_METRICS_ADDR",
                "${HOST}:${METRICS_PORT}",
                "TOOLBRIDGE_TENANT_ID",
                tenant.organization(),
                "TOOLBRIDGE_API_BASE_URL",
                "http://" + api,
                "TOOLBRIDGE_PUBLIC_BASE_URL",
                tenant.address().mcpBase(),
                "TOOLBRIDGE_BACKEND_API_AUDIENCE",
                tenant.address().apiAudiences().getFirst(),
                "TOOLBRIDGE_OTHER_BASE_URLS",
                String.join(",", tenant.address().others()),
                "TOOLBRIDGE_REPLICA",
                replica(release)));
        return order(name(release, MCP), label, release.artefact(), new Content(settings, secrets));
    }

    /// Both programs in one container, as the image of the release starts them.
    ///
    /// @param secrets the contents of the files that both get
    public InstanceOrder container(Release release, Label label, Map<String, Secret> secrets) {
        var settings = new HashMap<>(tokens());
        settings.keySet().removeAll(ONLY_HERE);
        settings.putAll(Map.of(
                "HTTP_ADDR",
                "${HOST}:${PORT}",
                "METRICS_ADDR",
                "${HOST}:${METRICS_PORT}",
                "TENANT_ID",
                tenant.organization(),
                "DATABASE_POOL_SIZE",
                Integer.toString(pool),
                "WORKOS_API_BASE_URL",
                provider.members(),
                "TOOLBRIDGE_HOST",
                "${HOST}",
                "TOOLBRIDGE_PORT",
                "${MCP_PORT}",
                "TOOLBRIDGE_API_BASE_URL",
                "http://127.0.0.1:${PORT}",
                "TOOLBRIDGE_PUBLIC_BASE_URL",
                tenant.address().mcpBase(),
                "TOOLBRIDGE_REPLICA",
                replica(release)));
        settings.put("TOOLBRIDGE_TENANT_ID", tenant.organization());
        publicUrl().ifPresent(url -> settings.put("PUBLIC_URL", url));
        settings.put(
                "TOOLBRIDGE_BACKEND_API_AUDIENCE",
                tenant.address().apiAudiences().getFirst());
        var workload = new Workload(
                release.artefact(),
                List.of("bin/toolbridge-" + CONTAINER),
                settings,
                secrets,
                List.of("http", MCP, "metrics"),
                tenant.memoryMb(),
                Optional.of(READY),
                STOP_TIMEOUT);
        return new InstanceOrder(name(release, CONTAINER), label, workload);
    }

    /// The address of pages for browsers, which are at the root of a host only.
    private Optional<String> publicUrl() {
        return Optional.of(tenant.address().base())
                .filter(base -> URI.create(base).getRawPath().isEmpty());
    }

    /// The settings of a program, and the contents of the files that it gets.
    private record Content(Map<String, String> settings, Map<String, Secret> secrets) {}

    /// The launchers of a release share the tenant's memory out among its programs, so each is told all of it.
    private InstanceOrder order(InstanceName name, Label label, String artefact, Content content) {
        var workload = new Workload(
                artefact,
                List.of("bin/toolbridge-" + name.process()),
                content.settings(),
                content.secrets(),
                List.of("http", "metrics"),
                tenant.memoryMb(),
                Optional.of(READY),
                STOP_TIMEOUT);
        return new InstanceOrder(name, label, workload);
    }

    private Map<String, String> tokens() {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "ENV", "production",
                "TRUSTED_PROXIES", PROXY,
                "JWT_ISSUER", provider.issuer(),
                "JWT_JWKS_URL", provider.keys(),
                "JWT_AUDIENCE", String.join(",", tenant.address().apiAudiences()),
                "MCP_OAUTH_AUDIENCE", String.join(",", tenant.address().mcpAudiences()));
    }
}
