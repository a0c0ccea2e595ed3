package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.KeptPort;
import java.util.Optional;

/// The choice of a server's port on the command line.
///
/// @param name the name of the port in options and in the workspace's state
/// @param owner the server, for the description
/// @param usual the port of a workspace for which no other was chosen
/// @param isKept true if a workspace keeps the port of its first start
/// @param hasMetrics true if the server shows its metrics at a second port
public record PortOption(String name, String owner, int usual, boolean isKept, boolean hasMetrics) {

    /// The option on the command line.
    public String option() {
        return "--" + name + "-port";
    }

    public String description() {
        String fallback = isKept ? "that of before, at first " + usual : Integer.toString(usual);
        return "Port of " + owner + ", 0 for any free one (default: " + fallback + ").";
    }

    /// The port without the option; empty if the previous port is kept.
    public Optional<Integer> fallback() {
        return isKept ? Optional.empty() : Optional.of(usual);
    }

    /// The words about a port that is kept.
    public KeptPort.Words words() {
        return new KeptPort.Words(usual, owner, option());
    }

    /// The name of the port of its metrics.
    public String metricsName() {
        return name + "Metrics";
    }
}
