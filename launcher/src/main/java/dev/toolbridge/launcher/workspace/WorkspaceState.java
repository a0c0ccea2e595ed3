package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.ProcessIdentity;
import dev.toolbridge.launcher.workspace.WorkspaceState.Phase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The processes of a workspace and their ports.
///
/// @param supervisor the process that supervises the others
/// @param database the database that it works on, without its password
/// @param servers the processes by name, in the order of starting
public record WorkspaceState(
        Phase phase, ProcessIdentity supervisor, Ports ports, String database, Map<String, ProcessIdentity> servers) {

    /// The phases of a run.
    public enum Phase {
        STARTING,
        READY,
        STOPPING
    }

    public WorkspaceState {
        Stream.of(phase, supervisor, ports, database, servers).forEach(Objects::requireNonNull);
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }

    /// Tells if any of its processes still runs, supervised or not.
    public boolean isAlive() {
        return hasSupervisor()
                || servers.values().stream().anyMatch(server -> server.find().isPresent());
    }

    /// Tells if the process that wrote this still runs.
    public boolean hasSupervisor() {
        return supervisor.find().isPresent();
    }
}
