package dev.toolbridge.launcher;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import dev.toolbridge.service.database.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `up` is asked to start.
///
/// @param apiPort where the API shall listen, 0 for anywhere
/// @param mcpPort where the sidecar shall listen, 0 for anywhere
/// @param identityPort where the identity provider shall listen, 0 for anywhere; empty for where it was before
/// @param externalDatabase the owner's way into a database of the user's own; empty for an embedded one
record UpRequest(
        Installation installation,
        Workspace workspace,
        int apiPort,
        int mcpPort,
        Optional<Integer> identityPort,
        Optional<DatabaseUrl> externalDatabase) {

    /// Refuses to take a workspace that runs with other settings for the one that was asked for.
    void requireSameAs(WorkspaceState running) {
        boolean samePorts = isSame(apiPort, running.ports().api())
                && isSame(mcpPort, running.ports().mcp())
                && isSame(identityPort.orElse(0), running.ports().identity());
        String database = ExternalDatabase.describe(externalDatabase);
        if (!samePorts || !database.equals(running.database())) {
            throw new LaunchFailure("the workspace " + workspace.folder()
                    + " already runs with other settings (--api-port "
                    + running.ports().api() + " --mcp-port " + running.ports().mcp() + " --identity-port "
                    + running.ports().identity() + ", database " + running.database() + "): end it with `down` first");
        }
    }

    /// The command line that leaves the same behind in the background.
    List<String> inBackground() {
        var words = new ArrayList<>(List.of(
                "up",
                "--background",
                "--data=" + workspace.folder(),
                "--api-port=" + apiPort,
                "--mcp-port=" + mcpPort));
        identityPort.ifPresent(port -> words.add("--identity-port=" + port));
        return words;
    }

    private static boolean isSame(int requested, int actual) {
        return requested == 0 || requested == actual;
    }
}
