package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.SecretFile;
import java.util.HashMap;
import java.util.Map;

/// The control plane. It starts the router and the programs of tenants itself.
public final class TenantsProgram {
    /// The audience of the control plane.
    public static final String AUDIENCE = "urn:toolbridge:tenants";

    /// The port of the router, which is part of the names of tenants.
    public static final PortOption ROUTER = new PortOption("router", "the router", 8_088, true, false);

    public static final ServerProgram SERVER = new ServerProgram(
            "tenants",
            new Program("tenants", "dev.toolbridge.tenants.Main", 128),
            3,
            new PortOption("tenants", "the control plane", 8_090, true, false),
            new ScreenRow("tenants", "", "described at %s/openapi.json"),
            TenantsProgram::settings);

    /// Nothing backs up a platform on a developer's machine.
    private static final int BACKUP_DAYS = 0;

    private TenantsProgram() {}

    private static Map<String, String> settings(WorkspaceSettings platform) {
        var settings = new HashMap<String, String>();
        settings.putAll(ofItsServer(platform));
        settings.putAll(ofItsMachine(platform));
        settings.putAll(ofThoseWhoLeave(platform));
        settings.put("TENANTS_RUNTIME_PORTS", platform.runtimePorts());
        settings.put("TENANTS_PUBLIC_URL", platform.url(SERVER));
        settings.putAll(MachineTools.settings());
        return settings;
    }

    private static Map<String, String> ofItsServer(WorkspaceSettings platform) {
        String issuer = platform.url(PlatformIdentityProgram.SERVER);
        return Map.of(
                "ENV",
                "dev",
                "TENANTS_HTTP_ADDR",
                platform.address(SERVER),
                "TENANTS_DATABASE_URL_FILE",
                platform.databaseFile(),
                "TENANTS_SIGNING_SECRETS_FILE",
                platform.secretFile(SecretFile.TOKEN),
                "TENANTS_AUDIENCE",
                AUDIENCE,
                "JWT_ISSUER",
                issuer,
                "JWT_JWKS_URL",
                issuer + "/oauth2/jwks",
                "WORKOS_API_BASE_URL",
                issuer,
                "WORKOS_API_KEY_FILE",
                platform.secretFile(SecretFile.PROVIDER));
    }

    private static Map<String, String> ofItsMachine(WorkspaceSettings platform) {
        return Map.of(
                "TENANTS_CLUSTER_URL_FILE",
                platform.clusterFile(),
                "TENANTS_MASTER_KEY_FILES",
                platform.masterKeyFile(),
                "TENANTS_RELEASES",
                platform.release().getParent().toString(),
                "TENANTS_RELEASE",
                platform.release().getFileName().toString(),
                "TENANTS_RUNTIME_FOLDER",
                platform.workspace().runtime().toString(),
                "MEMBERS_KEYS",
                platform.memberKeysFile(),
                "MEMBERS_URL",
                platform.url(MembersProgram.SERVER),
                "ROUTER_FOLDER",
                platform.workspace().router().toString(),
                "ROUTER_ADDR",
                platform.address(ROUTER),
                "ROUTER_LOOPBACK_PORTS",
                platform.loopbackPorts());
    }

    private static Map<String, String> ofThoseWhoLeave(WorkspaceSettings platform) {
        return Map.of(
                "TENANTS_EXPORTS",
                platform.workspace().exports().toString(),
                "TENANTS_CERTIFICATE_KEY_FILE",
                platform.certificateKeyFile(),
                "TENANTS_BACKUP_DAYS",
                Integer.toString(BACKUP_DAYS));
    }
}
