package dev.toolbridge.launcher.workspace;

import java.util.stream.Stream;

/// The kinds of workspaces, by the servers that run in them.
public enum WorkspaceKind {
    /// The servers of one tenant.
    WORKSPACE("workspace", ".toolbridge", "a workspace of one tenant: choose another folder with --data"),
    /// The control plane, and the tenants that it makes.
    PLATFORM("platform", ".toolbridge-tenants", "a platform of tenants, which `up --tenants` starts");

    private final String word;
    private final String usualFolder;
    private final String description;

    WorkspaceKind(String word, String usualFolder, String description) {
        this.word = word;
        this.usualFolder = usualFolder;
        this.description = description;
    }

    /// The name in the file of a workspace.
    String word() {
        return word;
    }

    /// The name of its folder in a person's home.
    String usualFolder() {
        return usualFolder;
    }

    /// The words of a refusal about a folder of this kind.
    String description() {
        return description;
    }

    /// The kind of that name; a folder without a name is of the first kind.
    static WorkspaceKind read(String word) {
        return Stream.of(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElse(WORKSPACE);
    }
}
