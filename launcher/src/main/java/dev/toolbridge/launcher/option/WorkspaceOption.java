package dev.toolbridge.launcher.option;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.run.ExternalDatabase;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceFolder;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The choice of the workspace that a command works on.
public final class WorkspaceOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the workspace; else TOOLBRIDGE_DATA, else ~/.toolbridge.")
    private String folder;

    /// The workspace, which may not exist yet.
    public Workspace workspace() {
        return workspace(WorkspaceKind.WORKSPACE).require(WorkspaceKind.WORKSPACE);
    }

    /// Tells if the command line names a folder.
    public boolean isChosen() {
        return folder != null;
    }

    /// The workspace in the chosen folder, else in the usual one of its kind.
    public Workspace workspace(WorkspaceKind kind) {
        return new Workspace(
                Optional.ofNullable(folder).map(WorkspaceFolder::of).orElseGet(() -> WorkspaceFolder.usual(kind)));
    }

    /// A workspace of one tenant that was started before.
    public Workspace existing() {
        return existing(workspace());
    }

    /// Refuses a workspace that was never started.
    static Workspace existing(Workspace workspace) {
        if (!workspace.exists()) {
            throw new LaunchFailure("there is no workspace in " + workspace.folder() + ": start one with `up`");
        }
        return workspace;
    }

    /// A workspace whose database runs.
    public Workspace withDatabase() {
        Workspace workspace = existing();
        DatabaseUrl owner = workspace.secrets().ownerUrl().orElseThrow(() -> away("it was never started"));
        try (Connection connection = ExternalDatabase.connect(owner)) {
            connection.isValid(1);
        } catch (SQLException refused) {
            throw away(FailureWords.of(refused, owner).text());
        }
        return workspace;
    }

    private static LaunchFailure away(String why) {
        return new LaunchFailure("the database of the workspace is away (" + why + "): start it with `up`");
    }
}
