package dev.toolbridge.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Restores a backup.
@Command(
        name = "restore",
        description = {
            "Restores a backup into a workspace that has nothing in it; start it with `up` then.",
            "Clients that synchronised before are told to read everything again."
        })
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private WorkspaceOption data;

    @Parameters(paramLabel = "FOLDER", description = "The folder that `backup` made.")
    private Path folder;

    private final Installation installation;

    RestoreCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new BackupProgram(installation).restore(data.workspace(), folder);
    }
}
