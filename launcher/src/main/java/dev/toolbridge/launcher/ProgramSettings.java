package dev.toolbridge.launcher;

import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Secrets;
import dev.toolbridge.launcher.workspace.Workspace;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings that our programs are started with. Secrets are given as names of files that only the owner can read.
record ProgramSettings(Ports ports, Workspace workspace) {
    /// The audience of the API; a name and not an address, since ports may change while tokens live.
    private static final String API_AUDIENCE = "urn:toolbridge:api";

    private static final String LOOPBACK = "127.0.0.1:";
    private static final List<String> LOOPBACK_HOSTS = List.of("localhost", "[::1]");
    private static final String FILE = "_FILE";

    /// What a program gets only from here, if at all.
    private static final List<String> NOT_INHERITED = List.of(
            "DATABASE_URL",
            "DATABASE_OWNER_URL",
            "DATABASE_MAINTENANCE_URL",
            "JWT_HS256_SECRET",
            "IDENTITY_PUBLIC_URL",
            "JWT_AUDIENCE_MODE",
            "TENANT_CLAIM");

    Map<String, String> migrate() {
        return backup(secrets());
    }

    /// A restore migrates as well.
    static Map<String, String> backup(Secrets secrets) {
        return Map.of(
                "DATABASE_OWNER_URL_FILE", secrets.ownerUrlFile().toString(),
                "DATABASE_URL_FILE", secrets.serverUrlFile().toString(),
                "DATABASE_MAINTENANCE_URL_FILE", secrets.maintenanceUrlFile().toString());
    }

    static Map<String, String> auditVerify(Workspace workspace) {
        return Map.of(
                "DATABASE_OWNER_URL_FILE", workspace.secrets().ownerUrlFile().toString());
    }

    Map<String, String> identity() {
        return Map.of(
                "ENV",
                "dev",
                "IDENTITY_ADDR",
                LOOPBACK + ports.identity(),
                "IDENTITY_DATA",
                workspace.identity().toString(),
                "IDENTITY_SECRET_FILE",
                secrets().loginSecretFile().toString(),
                "IDENTITY_AUDIENCES",
                mcpAudiences() + "," + API_AUDIENCE,
                "IDENTITY_WEBHOOK_URL",
                ports.apiUrl() + "/v1/webhooks/workos",
                "WORKOS_API_KEY_FILE",
                secrets().providerKeyFile().toString(),
                "WORKOS_WEBHOOK_SECRET_FILE",
                secrets().webhookSecretFile().toString());
    }

    Map<String, String> api() {
        var settings = new HashMap<>(tokens());
        settings.putAll(Map.of(
                "HTTP_ADDR", LOOPBACK + ports.api(),
                "METRICS_ADDR", LOOPBACK + ports.apiMetrics(),
                "DATABASE_URL_FILE", secrets().serverUrlFile().toString(),
                "WORKOS_API_BASE_URL", ports.identityUrl(),
                "WORKOS_API_KEY_FILE", secrets().providerKeyFile().toString(),
                "WORKOS_WEBHOOK_SECRET_FILE", secrets().webhookSecretFile().toString()));
        return settings;
    }

    Map<String, String> sidecar() {
        var settings = new HashMap<>(tokens());
        settings.putAll(Map.of(
                "TOOLBRIDGE_HOST", "127.0.0.1",
                "TOOLBRIDGE_PORT", Integer.toString(ports.mcp()),
                "TOOLBRIDGE_METRICS_ADDR", LOOPBACK + ports.mcpMetrics(),
                "TOOLBRIDGE_PUBLIC_BASE_URL", ports.mcpUrl(),
                "TOOLBRIDGE_API_BASE_URL", ports.apiUrl()));
        return settings;
    }

    /// Both servers are one resource for development: a token for either opens both.
    private Map<String, String> tokens() {
        return Map.of(
                "ENV",
                "dev",
                "JWT_HS256_SECRET_FILE",
                secrets().tokenSecretFile().toString(),
                "JWT_ISSUER",
                ports.identityUrl(),
                "JWT_JWKS_URL",
                ports.identityUrl() + "/oauth2/jwks",
                "JWT_AUDIENCE",
                API_AUDIENCE,
                "MCP_OAUTH_AUDIENCE",
                mcpAudiences());
    }

    /// The resources that the sidecar announces, by each name that this machine has for itself.
    private String mcpAudiences() {
        String port = ":" + URI.create(ports.mcpUrl()).getPort();
        return Stream.concat(Stream.of(ports.mcpUrl()), LOOPBACK_HOSTS.stream().map(host -> "http://" + host + port))
                .flatMap(server -> Stream.of(server + "/mcp", server + "/sse", server))
                .collect(Collectors.joining(","));
    }

    private Secrets secrets() {
        return workspace.secrets();
    }

    /// The environment of this process, in which settings replace those of the same meaning.
    static Map<String, String> environment(Map<String, String> settings) {
        var environment = new HashMap<>(System.getenv());
        NOT_INHERITED.forEach(key -> removeBoth(environment, key));
        settings.keySet().forEach(key -> removeBoth(environment, key.replaceFirst(FILE + "$", "")));
        environment.putAll(settings);
        return environment;
    }

    private static void removeBoth(Map<String, String> environment, String key) {
        environment.remove(key);
        environment.remove(key + FILE);
    }
}
