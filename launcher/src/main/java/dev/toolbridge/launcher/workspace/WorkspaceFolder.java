package dev.toolbridge.launcher.workspace;

import java.nio.file.Path;
import java.util.Optional;

/// The folder of a workspace as people name it.
public final class WorkspaceFolder {

    private WorkspaceFolder() {}

    /// The default folder of a kind of workspace.
    public static Path usual(WorkspaceKind kind) {
        return kind == WorkspaceKind.WORKSPACE
                ? usual()
                : home().resolve(kind.usualFolder()).toAbsolutePath().normalize();
    }

    /// The default folder.
    public static Path usual() {
        return Optional.ofNullable(System.getenv("TOOLBRIDGE_DATA"))
                .filter(text -> !text.isBlank())
                .map(WorkspaceFolder::of)
                .orElseGet(() -> home().resolve(WorkspaceKind.WORKSPACE.usualFolder()))
                .toAbsolutePath()
                .normalize();
    }

    /// Reads a path and expands its tilde, which a shell leaves in `--data=~/folder`.
    public static Path of(String text) {
        return text.startsWith("~/") ? home().resolve(text.substring(2)) : Path.of(text);
    }

    private static Path home() {
        return Path.of(Optional.ofNullable(System.getenv("HOME")).orElseGet(() -> System.getProperty("user.home")));
    }
}
