package dev.toolbridge.launcher;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import dev.toolbridge.service.database.DatabaseUrl;
import java.util.List;
import java.util.Optional;

/// What `up` is asked to start.
///
/// @param apiPort where the API shall listen, 0 for anywhere
/// @param mcpPort where the sidecar shall listen, 0 for anywhere
/// @param externalDatabase the owner's way into a database of the user's own; empty for an embedded one
record UpRequest(
        Installation installation,
        Workspace workspace,
        int apiPort,
        int mcpPort,
        Optional<DatabaseUrl> externalDatabase) {

    /// Refuses to take a workspace that runs with other settings for the one that was asked for.
    void requireSameAs(WorkspaceState running) {
        boolean samePorts = isSame(apiPort, running.ports().api())
                && isSame(mcpPort, running.ports().mcp());
        String database = ExternalDatabase.describe(externalDatabase);
        if (!samePorts || !database.equals(running.database())) {
            throw new LaunchFailure("the workspace " + workspace.folder()
                    + " already runs with other settings (--api-port "
                    + running.ports().api() + " --mcp-port " + running.ports().mcp() + ", database "
                    + running.database() + "): end it with `down` first");
        }
    }

    /// The command line that leaves the same behind in the background.
    List<String> inBackground() {
        return List.of(
                "up", "--background", "--data=" + workspace.folder(), "--api-port=" + apiPort, "--mcp-port=" + mcpPort);
    }

    private static boolean isSame(int requested, int actual) {
        return requested == 0 || requested == actual;
    }
}
