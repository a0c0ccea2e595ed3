package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LoopbackPort;

/// Where the servers of a workspace listen.
public record Ports(int api, int mcp, int apiMetrics, int mcpMetrics) {

    /// Chooses ports that nobody listens on.
    ///
    /// @param api the port asked for, 0 for any
    /// @param mcp the port asked for, 0 for any
    public static Ports choose(int api, int mcp) {
        return new Ports(
                LoopbackPort.chosen(api, "--api-port"),
                LoopbackPort.chosen(mcp, "--mcp-port"),
                LoopbackPort.any(),
                LoopbackPort.any());
    }

    public String apiUrl() {
        return "http://127.0.0.1:" + api;
    }

    public String mcpUrl() {
        return "http://127.0.0.1:" + mcp;
    }
}
