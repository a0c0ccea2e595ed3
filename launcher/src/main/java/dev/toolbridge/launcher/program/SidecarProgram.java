package dev.toolbridge.launcher.program;

import java.util.HashMap;
import java.util.Map;

/// The MCP sidecar.
public final class SidecarProgram {
    public static final ServerProgram SERVER = new ServerProgram(
            "sidecar",
            new Program("mcp-sidecar", "dev.toolbridge.mcp.Main", 128),
            3,
            new PortOption("mcp", "the MCP sidecar", 8_001, false, true),
            new ScreenRow("MCP", "/mcp", "older clients: %s/sse"),
            SidecarProgram::settings);

    private SidecarProgram() {}

    private static Map<String, String> settings(WorkspaceSettings workspace) {
        var settings = new HashMap<>(workspace.tokens());
        settings.putAll(Map.of(
                "TOOLBRIDGE_HOST", WorkspaceSettings.LOOPBACK,
                "TOOLBRIDGE_PORT", Integer.toString(workspace.port(SERVER)),
                "TOOLBRIDGE_METRICS_ADDR", workspace.metricsAddress(SERVER),
                "TOOLBRIDGE_PUBLIC_BASE_URL", workspace.url(SERVER),
                "TOOLBRIDGE_API_BASE_URL", workspace.url(ApiProgram.SERVER)));
        return settings;
    }
}
