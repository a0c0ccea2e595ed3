package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.process.Ending;
import dev.toolbridge.launcher.process.MachinePrograms;
import dev.toolbridge.launcher.process.PostgresServer;
import dev.toolbridge.launcher.process.ProcessIdentity;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import dev.toolbridge.postgres.EmbeddedPostgres;
import java.util.LinkedHashMap;
import java.util.Map;

/// The processes of a workspace whose supervisor was killed. Only the holder of the lock may touch them.
public final class Leftovers {

    private Leftovers() {}

    /// Ends the programs that were left running. PostgreSQL stays up, and the next start takes it over.
    static void end(Workspace workspace) {
        workspace.state().read().map(WorkspaceState::servers).ifPresent(Leftovers::endPrograms);
        if (workspace.kind() == WorkspaceKind.PLATFORM) {
            machine(workspace).end();
        }
        workspace.state().delete();
    }

    /// The programs that the control plane of a platform leaves running.
    static MachinePrograms machine(Workspace workspace) {
        return new MachinePrograms(workspace.runtime(), workspace.router());
    }

    /// Ends all processes that were left running, PostgreSQL last.
    public static void endWithDatabase(Workspace workspace) {
        end(workspace);
        EmbeddedPostgres.stop(workspace.postgres());
    }

    private static void endPrograms(Map<String, ProcessIdentity> servers) {
        new LinkedHashMap<>(servers)
                .reversed().entrySet().stream()
                        .filter(server -> !server.getKey().equals(PostgresServer.NAME))
                        .map(Map.Entry::getValue)
                        .forEach(Ending::of);
    }
}
