package dev.toolbridge.tests.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.fly.FlyFake;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.RunningProvider;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The settings of all programs of a platform.
record PlatformSettings(
        PlatformFolder folder, RunningProvider provider, Clusters clusters, DatabaseUrl control, FlyFake fly) {
    static final String IMAGE = "registry.example/toolbridge";

    /// The servers of tenants' databases, the one of new tenants and another.
    record Clusters(EmbeddedPostgres main, EmbeddedPostgres second) {}

    private static final int LOOPBACK_PORTS = 30;
    private static final int PROGRAM_PORTS = 200;
    private static final int KEY_BYTES = 32;

    Map<String, String> all() {
        var all = new HashMap<>(server());
        all.putAll(members());
        all.putAll(tenants());
        all.putAll(machine());
        all.putAll(fly(all.get("MEMBERS_URL")));
        return all;
    }

    private Map<String, String> server() {
        // Tests look at operations all the time.
        var all = new HashMap<>(Map.of("ENV", "dev", "RATE_LIMIT_PER_MINUTE", "60000", "RATE_LIMIT_BURST", "6000"));
        all.put("TENANTS_HTTP_ADDR", "127.0.0.1:" + Ports.free());
        all.put("TENANTS_DATABASE_OWNER_URL", control.reveal());
        all.put("TENANTS_DATABASE_URL", TestPostgres.login(control).reveal());
        all.put("TENANTS_SIGNING_SECRETS", "signs-cursors-of-the-tests-only");
        all.put("TENANTS_AUDIENCE", RunningPlatform.AUDIENCE);
        all.put("TENANTS_OPERATOR_ORGANIZATION", RunningPlatform.OPERATORS);
        all.put("JWT_ISSUER", provider.issuer());
        all.put("JWT_JWKS_URL", provider.issuer() + "/oauth2/jwks");
        return all;
    }

    private Map<String, String> members() {
        String address = "127.0.0.1:" + Ports.free();
        return Map.of(
                "WORKOS_API_KEY",
                RunningProvider.API_KEY,
                "WORKOS_API_BASE_URL",
                provider.issuer(),
                "MEMBERS_ADDR",
                address,
                "MEMBERS_URL",
                "http://" + address,
                "MEMBERS_KEYS",
                folder.file("member-keys", "").toString());
    }

    private Map<String, String> tenants() {
        var all = new HashMap<>(Map.of(
                "TENANTS_CLUSTER_ADMIN_URL", clusters.main().adminUrl().reveal(),
                "TENANTS_CLUSTER_URL", owner(clusters.main()),
                "TENANTS_CLUSTERS", "second=" + owner(clusters.second()),
                "TENANTS_CLUSTER_KEPT", EmbeddedPostgres.DATABASE + "=" + EmbeddedPostgres.OWNER,
                "TENANTS_MASTER_KEY_FILES", key("master-key-1").toString(),
                "TENANTS_RELEASES", folder.releases().toString(),
                "TENANTS_RELEASE", PlatformFolder.RELEASE,
                "TENANTS_RUNTIME_FOLDER", folder.run().toString()));
        all.put("TENANTS_EXPORTS", folder.exports().toString());
        all.put("TENANTS_CERTIFICATE_KEY_FILE", key("certificate-key-1").toString());
        all.put("TENANTS_BACKUP_DAYS", "35");
        return all;
    }

    /// The settings with which a server is prepared that is not the first.
    static Map<String, String> ofCluster(EmbeddedPostgres server) {
        return Map.of(
                "TENANTS_CLUSTER_ADMIN_URL", server.adminUrl().reveal(),
                "TENANTS_CLUSTER_URL", owner(server));
    }

    private static String owner(EmbeddedPostgres server) {
        return server.adminUrl()
                .named("toolbridge_tenants")
                .as("toolbridge_tenants_owner", Optional.of("of-the-one-owner"))
                .reveal();
    }

    private Map<String, String> machine() {
        var supervisord = DebianTool.required("supervisord", "supervisor").in(folder.root());
        var haproxy = DebianTool.required("haproxy", "haproxy").in(folder.root());
        int first = Ports.freeRange(LOOPBACK_PORTS);
        int firstOfPrograms = Ports.freeRange(PROGRAM_PORTS);
        var all = new HashMap<String, String>();
        all.put("SUPERVISORD_PROGRAM", supervisord.program().toString());
        all.put("ROUTER_PROGRAM", haproxy.program().toString());
        all.put("ROUTER_FOLDER", folder.routerFolder().toString());
        all.put("ROUTER_ADDR", "127.0.0.1:" + Ports.free());
        all.put("TENANTS_RUNTIME_PORTS", firstOfPrograms + "-" + (firstOfPrograms + PROGRAM_PORTS - 1));
        all.put("ROUTER_LOOPBACK_PORTS", first + "-" + (first + LOOPBACK_PORTS - 1));
        Optional.ofNullable(supervisord.environment().get("PYTHONPATH"))
                .ifPresent(path -> all.put("SUPERVISORD_PYTHONPATH", path));
        Optional.ofNullable(haproxy.environment().get("LD_LIBRARY_PATH"))
                .ifPresent(path -> all.put("ROUTER_LIBRARY_PATH", path));
        return all;
    }

    private Map<String, String> fly(String members) {
        String url = clusters.main().adminUrl().jdbc();
        var all = new HashMap<>(Map.of(
                "FLY_API_TOKEN",
                FlyFake.TOKEN,
                "FLY_API_URL",
                fly.address().toString(),
                "FLY_LOGS_URL",
                fly.address().toString(),
                "FLY_ORGANIZATION",
                FlyFake.ORGANIZATION,
                "FLY_REGION",
                "fra",
                "FLY_IMAGE",
                IMAGE,
                "FLY_DRAIN_SECONDS",
                "0",
                "FLY_CLUSTER_ADDRESS",
                URI.create(url.substring("jdbc:".length())).getAuthority(),
                "FLY_MEMBERS_URL",
                members,
                "FLY_ADDRESS",
                fly.door(443)));
        all.put("FLY_MCP_ADDRESS", fly.door(8443));
        return all;
    }

    private Path key(String name) {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return folder.file(name, Base64.getEncoder().encodeToString(key));
    }
}
