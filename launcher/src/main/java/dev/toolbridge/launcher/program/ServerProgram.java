package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.Ports;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/// A server of a workspace, with all facts that the launcher has of it.
///
/// @param name the name of its process and of its log
/// @param order its place among the servers when they start; they stop in reverse
/// @param port the port that people can choose
/// @param row its line on the screen
/// @param settings its settings in a workspace
public record ServerProgram(
        String name,
        Program program,
        int order,
        PortOption port,
        ScreenRow row,
        Function<WorkspaceSettings, Map<String, String>> settings) {

    public String url(Ports ports) {
        return ports.url(port.name());
    }

    /// The address that answers 200 when the server serves.
    public URI readiness(Ports ports) {
        return URI.create(url(ports) + "/readyz");
    }

    /// The address that tells the version.
    public URI health(Ports ports) {
        return URI.create(url(ports) + "/health");
    }
}
