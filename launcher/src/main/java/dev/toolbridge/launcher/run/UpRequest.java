package dev.toolbridge.launcher.run;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The start that `up` is asked for.
///
/// @param externalDatabase the owner's way into a database of the user's own; empty for an embedded one
public record UpRequest(
        Installation installation, Workspace workspace, AskedPorts ports, Optional<DatabaseUrl> externalDatabase) {

    /// Refuses to take a workspace that runs with other settings for the one that was asked for.
    void requireSameAs(WorkspaceState running) {
        String database = ExternalDatabase.describe(externalDatabase);
        if (!ports.areThoseOf(running.ports()) || !database.equals(running.database())) {
            throw new LaunchFailure("the workspace " + workspace.folder() + " already runs with other settings ("
                    + options(running) + ", database " + running.database() + "): end it with `down` first");
        }
    }

    private static String options(WorkspaceState running) {
        return ServerPrograms.ALL.stream()
                .map(server -> server.port().option() + " "
                        + running.ports().of(server.port().name()))
                .collect(Collectors.joining(" "));
    }

    /// The command line that leaves the same behind in the background.
    List<String> inBackground() {
        var words = new ArrayList<>(List.of("up", "--background", "--data=" + workspace.folder()));
        words.addAll(ports.words());
        return words;
    }
}
