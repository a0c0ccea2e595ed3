package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.SecretFile;
import java.util.HashMap;
import java.util.Map;

/// The API.
public final class ApiProgram {
    public static final ServerProgram SERVER = new ServerProgram(
            "api",
            new Program("api", "dev.toolbridge.api.Main", 192),
            2,
            new PortOption("api", "the API", 8_081, false, true),
            new ScreenRow("REST API", "", "described at %s/openapi.json"),
            ApiProgram::settings);

    private ApiProgram() {}

    private static Map<String, String> settings(WorkspaceSettings workspace) {
        var settings = new HashMap<>(workspace.tokens());
        settings.putAll(Map.of(
                "HTTP_ADDR", workspace.address(SERVER),
                "PUBLIC_URL", workspace.url(SERVER),
                "METRICS_ADDR", workspace.metricsAddress(SERVER),
                "UPLOAD_DIR", workspace.dataFolder(SERVER),
                "DATABASE_URL_FILE", workspace.databaseFile(),
                "TOOLBRIDGE_MASTER_KEY_FILE", workspace.projectKeysFile(),
                "WORKOS_API_BASE_URL", workspace.url(IdentityProgram.SERVER),
                "WORKOS_API_KEY_FILE", workspace.secretFile(SecretFile.PROVIDER),
                "WORKOS_WEBHOOK_SECRET_FILE", workspace.secretFile(SecretFile.WEBHOOK)));
        return settings;
    }
}
