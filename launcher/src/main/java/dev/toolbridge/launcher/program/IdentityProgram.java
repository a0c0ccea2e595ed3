package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.IdentityPort;
import dev.toolbridge.launcher.workspace.SecretFile;
import java.util.Map;

/// The identity provider. Its address is part of the identity of its users, so it keeps its port.
public final class IdentityProgram {
    public static final ServerProgram SERVER = new ServerProgram(
            "identity",
            new Program("identity-provider", "dev.toolbridge.identity.Main", 64),
            1,
            new PortOption("identity", "the identity provider", IdentityPort.USUAL, true, false),
            new ScreenRow("log in", "", "MCP clients find it by themselves"),
            IdentityProgram::settings);

    private IdentityProgram() {}

    private static Map<String, String> settings(WorkspaceSettings workspace) {
        return Map.of(
                "ENV", "dev",
                "IDENTITY_ADDR", workspace.address(SERVER),
                "IDENTITY_DATA", workspace.dataFolder(SERVER),
                "IDENTITY_SECRET_FILE", workspace.secretFile(SecretFile.LOGIN),
                "IDENTITY_AUDIENCES", workspace.mcpAudiences() + "," + WorkspaceSettings.API_AUDIENCE,
                "IDENTITY_WEBHOOK_URL", workspace.url(ApiProgram.SERVER) + "/v1/webhooks/workos",
                "WORKOS_API_KEY_FILE", workspace.secretFile(SecretFile.PROVIDER),
                "WORKOS_WEBHOOK_SECRET_FILE", workspace.secretFile(SecretFile.WEBHOOK));
    }
}
