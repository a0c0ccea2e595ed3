package dev.toolbridge.launcher;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /// Refuses to give one port to two servers, before anything is touched.
    void requireDistinctPorts() {
        var asked = new HashMap<Integer, String>();
        claim(asked, apiPort, "--api-port");
        claim(asked, mcpPort, "--mcp-port");
        identityPort.ifPresent(port -> claim(asked, port, "--identity-port"));
    }

    private static void claim(Map<Integer, String> asked, int port, String option) {
        String other = port == 0 ? null : asked.putIfAbsent(port, option);
        if (other != null) {
            throw new LaunchFailure(
                    other + " and " + option + " are both " + port + ": each server needs a port of its" + " own");
        }
    }

    /// The ports that the two servers were asked to listen at.
    Set<Integer> serverPorts() {
        return Stream.of(apiPort, mcpPort).filter(port -> port != 0).collect(Collectors.toUnmodifiableSet());
    }

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
