package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.SecretFile;
import java.util.Map;

/// The server that reads memberships for tenants. Each of them knows its address, so it keeps its port.
public final class MembersProgram {
    public static final ServerProgram SERVER = new ServerProgram(
            "members",
            new Program("tenants", "dev.toolbridge.tenants.members.MembersMain", 64),
            2,
            new PortOption("members", "the server of memberships", 8_091, true, false),
            new ScreenRow("members", "", "tenants ask it who belongs to them"),
            MembersProgram::settings);

    private MembersProgram() {}

    private static Map<String, String> settings(WorkspaceSettings platform) {
        return Map.of(
                "ENV", "dev",
                "MEMBERS_ADDR", platform.address(SERVER),
                "MEMBERS_KEYS", platform.memberKeysFile(),
                "WORKOS_API_BASE_URL", platform.url(PlatformIdentityProgram.SERVER),
                "WORKOS_API_KEY_FILE", platform.secretFile(SecretFile.PROVIDER));
    }
}
