package dev.toolbridge.launcher.workspace;

import dev.toolbridge.launcher.process.ProcessIdentity;
import dev.toolbridge.launcher.workspace.WorkspaceState.Phase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Who serves a workspace, and where.
///
/// @param supervisor the process that watches over the others
/// @param database which database it works on, without its password
/// @param servers the processes by name, in the order of starting
public record WorkspaceState(
        Phase phase, ProcessIdentity supervisor, Ports ports, String database, Map<String, ProcessIdentity> servers) {

    /// How far it is.
    public enum Phase {
        STARTING,
        READY,
        STOPPING
    }

    public WorkspaceState {
        Stream.of(phase, supervisor, ports, database, servers).forEach(Objects::requireNonNull);
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }

    /// Whether anything of it still runs, looked after or not.
    public boolean isAlive() {
        return hasSupervisor()
                || servers.values().stream().anyMatch(server -> server.find().isPresent());
    }

    /// Whether the one who wrote this is still there.
    public boolean hasSupervisor() {
        return supervisor.find().isPresent();
    }
}
