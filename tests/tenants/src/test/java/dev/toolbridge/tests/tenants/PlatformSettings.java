package dev.toolbridge.tests.tenants;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.RunningProvider;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The settings of all programs of a platform.
record PlatformSettings(
        PlatformFolder folder, RunningProvider provider, EmbeddedPostgres cluster, DatabaseUrl control) {
    private static final int LOOPBACK_PORTS = 30;
    private static final int MASTER_KEY_BYTES = 32;

    Map<String, String> all() {
        var supervisord = DebianTool.required("supervisord", "supervisor").in(folder.root());
        var haproxy = DebianTool.required("haproxy", "haproxy").in(folder.root());
        int first = Ports.freeRange(LOOPBACK_PORTS);
        var all = new HashMap<String, String>();
        all.putAll(Map.of(
                "ENV",
                "dev",
                "TENANTS_HTTP_ADDR",
                "127.0.0.1:" + Ports.free(),
                "TENANTS_DATABASE_OWNER_URL",
                control.reveal(),
                "TENANTS_DATABASE_URL",
                TestPostgres.login(control).reveal(),
                "TENANTS_SIGNING_SECRETS",
                "signs-cursors-of-the-tests-only",
                "TENANTS_AUDIENCE",
                RunningPlatform.AUDIENCE,
                "JWT_ISSUER",
                provider.issuer(),
                "JWT_JWKS_URL",
                provider.issuer() + "/oauth2/jwks",
                "WORKOS_API_KEY",
                RunningProvider.API_KEY,
                "WORKOS_API_BASE_URL",
                provider.issuer()));
        // Tests look at operations all the time.
        all.putAll(Map.of("RATE_LIMIT_PER_MINUTE", "60000", "RATE_LIMIT_BURST", "6000"));
        int membersPort = Ports.free();
        all.putAll(Map.of(
                "MEMBERS_ADDR", "127.0.0.1:" + membersPort,
                "MEMBERS_URL", "http://127.0.0.1:" + membersPort,
                "MEMBERS_KEYS", folder.file("member-keys", "").toString(),
                "TENANTS_CLUSTER_ADMIN_URL", cluster.adminUrl().reveal(),
                "TENANTS_CLUSTER_URL",
                        cluster.adminUrl()
                                .named("toolbridge_tenants")
                                .as("toolbridge_tenants_owner", Optional.of("of-the-one-owner"))
                                .reveal(),
                "TENANTS_CLUSTER_KEPT", EmbeddedPostgres.DATABASE + "=" + EmbeddedPostgres.OWNER,
                "TENANTS_MASTER_KEY_FILES", masterKey().toString(),
                "TENANTS_RELEASES", folder.releases().toString(),
                "TENANTS_RELEASE", PlatformFolder.RELEASE,
                "TENANTS_RUNTIME_FOLDER", folder.run().toString()));
        all.putAll(Map.of(
                "SUPERVISORD_PROGRAM",
                supervisord.program().toString(),
                "ROUTER_PROGRAM",
                haproxy.program().toString(),
                "ROUTER_FOLDER",
                folder.routerFolder().toString(),
                "ROUTER_ADDR",
                "127.0.0.1:" + Ports.free(),
                "TENANTS_OPERATOR_ORGANIZATION",
                RunningPlatform.OPERATORS,
                "ROUTER_LOOPBACK_PORTS",
                first + "-" + (first + LOOPBACK_PORTS - 1)));
        Optional.ofNullable(supervisord.environment().get("PYTHONPATH"))
                .ifPresent(path -> all.put("SUPERVISORD_PYTHONPATH", path));
        Optional.ofNullable(haproxy.environment().get("LD_LIBRARY_PATH"))
                .ifPresent(path -> all.put("ROUTER_LIBRARY_PATH", path));
        return all;
    }

    private Path masterKey() {
        var key = new byte[MASTER_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return folder.file("master-key-1", Base64.getEncoder().encodeToString(key));
    }
}
