package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.SecretFile;
import java.util.Map;

/// The identity provider of a platform: it gives out tokens for the control plane and for all tenants.
public final class PlatformIdentityProgram {
    public static final ServerProgram SERVER = new ServerProgram(
            IdentityProgram.SERVER.name(),
            IdentityProgram.SERVER.program(),
            1,
            IdentityProgram.SERVER.port(),
            IdentityProgram.SERVER.row(),
            PlatformIdentityProgram::settings);

    private PlatformIdentityProgram() {}

    private static Map<String, String> settings(WorkspaceSettings platform) {
        return Map.of(
                "ENV", "dev",
                "IDENTITY_ADDR", platform.address(SERVER),
                "IDENTITY_DATA", platform.dataFolder(SERVER),
                "IDENTITY_SECRET_FILE", platform.secretFile(SecretFile.LOGIN),
                "IDENTITY_AUDIENCES", TenantsProgram.AUDIENCE + "," + platform.tenantAudiences(),
                "WORKOS_API_KEY_FILE", platform.secretFile(SecretFile.PROVIDER));
    }
}
