package dev.toolbridge.launcher.run;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The start that a command `up` requests.
///
/// @param externalDatabase the address of the user's own database, as its owner; empty for an embedded one
public record UpRequest(
        Installation installation, Workspace workspace, AskedPorts ports, Optional<DatabaseUrl> externalDatabase) {

    /// Refuses a running workspace whose settings differ from the requested ones.
    void requireSameAs(WorkspaceState running) {
        String database = ExternalDatabase.describe(externalDatabase);
        if (!ports.areThoseOf(running.ports()) || !database.equals(running.database())) {
            throw new LaunchFailure("the workspace " + workspace.folder() + " already runs with other settings ("
                    + options(running) + ", database " + running.database() + "): end it with `down` first");
        }
    }

    private String options(WorkspaceState running) {
        return ServerPrograms.of(workspace.kind()).ports().stream()
                .map(port -> port.option() + " " + running.ports().of(port.name()))
                .collect(Collectors.joining(" "));
    }

    /// The command line that starts the same workspace in the background.
    List<String> inBackground() {
        var words = new ArrayList<>(List.of("up", "--background", "--data=" + workspace.folder()));
        if (workspace.kind() == WorkspaceKind.PLATFORM) {
            words.add("--tenants");
        }
        words.addAll(ports.words());
        return words;
    }
}
