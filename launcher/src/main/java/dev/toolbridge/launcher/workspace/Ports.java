package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LoopbackPort;

/// Where the servers of a workspace listen.
public record Ports(int api, int mcp, int identity, int apiMetrics, int mcpMetrics) {

    /// Chooses ports that nobody listens on.
    ///
    /// @param api the port asked for, 0 for any
    /// @param mcp the port asked for, 0 for any
    /// @param identity the port of the identity provider, which was chosen already
    public static Ports choose(int api, int mcp, int identity) {
        return new Ports(
                LoopbackPort.chosen(api, "--api-port"),
                LoopbackPort.chosen(mcp, "--mcp-port"),
                identity,
                LoopbackPort.any(),
                LoopbackPort.any());
    }

    public String apiUrl() {
        return "http://127.0.0.1:" + api;
    }

    /// The issuer of what the identity provider signs.
    public String identityUrl() {
        return identityUrl(identity);
    }

    /// The same for a workspace that does not run.
    public static String identityUrl(int port) {
        return "http://127.0.0.1:" + port;
    }

    public String mcpUrl() {
        return "http://127.0.0.1:" + mcp;
    }
}
