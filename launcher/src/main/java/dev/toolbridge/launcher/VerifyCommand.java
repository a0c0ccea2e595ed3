package dev.toolbridge.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Verifies a backup.
@Command(name = "verify", description = "Reads a backup and compares it with its hashes; needs no workspace.")
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "The folder that `backup` made.")
    private Path folder;

    private final Installation installation;

    VerifyCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new BackupProgram(installation).verify(folder);
    }
}
