package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceFolder;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.util.regex.Pattern;

/// The commands on a workspace, as people type them into a shell.
record TypedCommands(Installation installation, Workspace workspace) {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,=-]+");

    String launcher() {
        return installation.launcherName();
    }

    /// A command that works on any workspace.
    String of(String command) {
        return word(launcher()) + " " + command + option();
    }

    /// A command that works on platforms only.
    String ofPlatform(String command) {
        return word(launcher()) + " " + command + (isUsual(WorkspaceKind.PLATFORM) ? "" : data());
    }

    /// The option that names the workspace, if it needs one.
    String option() {
        if (isUsual(WorkspaceKind.WORKSPACE)) {
            return "";
        }
        return isUsual(WorkspaceKind.PLATFORM) ? " --tenants" : data();
    }

    private boolean isUsual(WorkspaceKind kind) {
        return workspace.folder().equals(WorkspaceFolder.usual(kind));
    }

    private String data() {
        return " --data " + word(workspace.folder().toString());
    }

    /// One word for a shell.
    private static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
