package dev.toolbridge.launcher.run;

import dev.toolbridge.connect.bridge.Target;
import dev.toolbridge.launcher.program.SidecarProgram;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import java.net.URI;
import java.util.Optional;

/// The MCP server of a workspace of this machine. Its port is read for each request: a new start may choose another.
///
/// @param query the narrowing of the tools, as it stands behind `?`; may be empty
public record WorkspaceTarget(Workspace workspace, String query) implements Target {

    @Override
    public Optional<URI> address() {
        return workspace
                .state()
                .read()
                .filter(WorkspaceState::hasSupervisor)
                .map(state -> URI.create(SidecarProgram.SERVER.url(state.ports()) + "/bearer/mcp" + query));
    }

    /// All servers of a workspace listen on this machine only.
    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String remedy() {
        return "start it with `toolbridge up --data " + workspace.folder() + "`";
    }
}
