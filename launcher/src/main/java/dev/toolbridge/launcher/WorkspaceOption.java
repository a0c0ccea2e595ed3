package dev.toolbridge.launcher;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which workspace a command is about.
final class WorkspaceOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the workspace; else TOOLBRIDGE_DATA, else ~/.toolbridge.")
    private String folder;

    /// The workspace, which may not be there yet.
    Workspace workspace() {
        return new Workspace(
                Optional.ofNullable(folder).map(WorkspaceOption::path).orElseGet(WorkspaceOption::defaultFolder));
    }

    /// A workspace that was started before.
    Workspace existing() {
        Workspace workspace = workspace();
        if (!workspace.exists()) {
            throw new LaunchFailure("there is no workspace in " + workspace.folder() + ": start one with `up`");
        }
        return workspace;
    }

    static Path defaultFolder() {
        return Optional.ofNullable(System.getenv("TOOLBRIDGE_DATA"))
                .filter(text -> !text.isBlank())
                .map(WorkspaceOption::path)
                .orElseGet(() -> home().resolve(".toolbridge"))
                .toAbsolutePath()
                .normalize();
    }

    /// A shell leaves the tilde in `--data=~/folder` alone.
    private static Path path(String text) {
        return text.startsWith("~/") ? home().resolve(text.substring(2)) : Path.of(text);
    }

    private static Path home() {
        return Path.of(Optional.ofNullable(System.getenv("HOME")).orElseGet(() -> System.getProperty("user.home")));
    }
}
