package dev.toolbridge.launcher.option;

import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The choice between a workspace and a platform of tenants, for commands that work on both.
public final class KindOption {

    @Mixin
    private WorkspaceOption data;

    @Option(names = "--tenants", description = "The platform of tenants, whose usual folder is ~/.toolbridge-tenants.")
    private boolean tenants;

    public WorkspaceKind kind() {
        return tenants ? WorkspaceKind.PLATFORM : WorkspaceKind.WORKSPACE;
    }

    /// The workspace, which may not exist yet.
    public Workspace workspace() {
        Workspace workspace = data.workspace(kind());
        return tenants ? workspace.require(kind()) : workspace;
    }

    /// A workspace that was started before.
    public Workspace existing() {
        return WorkspaceOption.existing(workspace());
    }
}
