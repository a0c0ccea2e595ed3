package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.util.HashSet;
import java.util.Set;

/// Where the servers of a workspace listen.
public record Ports(int api, int mcp, int identity, int apiMetrics, int mcpMetrics) {
    private static final int ANY = 0;

    /// Chooses ports that nobody listens on, each for one server.
    ///
    /// @param api the port asked for, 0 for any
    /// @param mcp the port asked for, 0 for any
    /// @param identity the port of the identity provider, which was chosen already
    public static Ports choose(int api, int mcp, int identity) {
        var reserved = new HashSet<>(Set.of(identity));
        return new Ports(
                choose(api, "--api-port", reserved),
                choose(mcp, "--mcp-port", reserved),
                identity,
                choose(ANY, "", reserved),
                choose(ANY, "", reserved));
    }

    private static int choose(int asked, String option, Set<Integer> reserved) {
        int port = asked == ANY ? LoopbackPort.anyBut(reserved) : LoopbackPort.requireFree(asked, option);
        if (!reserved.add(port)) {
            throw new LaunchFailure(option + " " + port + " is the port of another server of this workspace: choose"
                    + " another, each server needs one of its own");
        }
        return port;
    }

    /// All of them.
    public Set<Integer> all() {
        return Set.of(api, mcp, identity, apiMetrics, mcpMetrics);
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
