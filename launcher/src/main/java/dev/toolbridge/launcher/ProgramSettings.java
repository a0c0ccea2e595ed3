package dev.toolbridge.launcher;

import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Secrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The settings that our programs are started with. Secrets are given as names of files that only the owner can read.
record ProgramSettings(Ports ports, Secrets secrets) {
    private static final String LOOPBACK = "127.0.0.1:";
    private static final String FILE = "_FILE";

    /// What a program gets only from here, if at all.
    private static final List<String> NOT_INHERITED =
            List.of("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_MAINTENANCE_URL", "JWT_HS256_SECRET");

    Map<String, String> migrate() {
        return backup(secrets);
    }

    /// A restore migrates as well.
    static Map<String, String> backup(Secrets secrets) {
        return Map.of(
                "DATABASE_OWNER_URL_FILE", secrets.ownerUrlFile().toString(),
                "DATABASE_URL_FILE", secrets.serverUrlFile().toString(),
                "DATABASE_MAINTENANCE_URL_FILE", secrets.maintenanceUrlFile().toString());
    }

    Map<String, String> api() {
        return Map.of(
                "ENV",
                "dev",
                "HTTP_ADDR",
                LOOPBACK + ports.api(),
                "METRICS_ADDR",
                LOOPBACK + ports.apiMetrics(),
                "DATABASE_URL_FILE",
                secrets.serverUrlFile().toString(),
                "JWT_HS256_SECRET_FILE",
                secrets.tokenSecretFile().toString());
    }

    Map<String, String> sidecar() {
        return Map.of(
                "ENV", "dev",
                "TOOLBRIDGE_HOST", "127.0.0.1",
                "TOOLBRIDGE_PORT", Integer.toString(ports.mcp()),
                "TOOLBRIDGE_METRICS_ADDR", LOOPBACK + ports.mcpMetrics(),
                "TOOLBRIDGE_PUBLIC_BASE_URL", ports.mcpUrl(),
                "TOOLBRIDGE_API_BASE_URL", ports.apiUrl(),
                "JWT_HS256_SECRET_FILE", secrets.tokenSecretFile().toString());
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
