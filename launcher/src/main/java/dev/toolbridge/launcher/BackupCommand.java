package dev.toolbridge.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes a backup.
@Command(
        name = "backup",
        description = {
            "Backs up a workspace into a new folder, while it runs or not.",
            "The folder holds all that everybody wrote: whoever can read it needs no password."
        })
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private WorkspaceOption data;

    @Parameters(paramLabel = "FOLDER", description = "The folder to make.")
    private Path folder;

    private final Installation installation;

    BackupCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new BackupProgram(installation).backup(data.existing(), folder);
    }
}
