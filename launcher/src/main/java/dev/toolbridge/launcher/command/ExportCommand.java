package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.run.BackupProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes everything of a user's space out.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes everything of a user's space of a running workspace into one zip, and verifies it.")
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private ApiOption api;

    @Option(names = "--out", paramLabel = "FILE.zip", required = true, description = "The file to make.")
    private Path out;

    @Option(names = "--history", description = "Add every kept version of each item.")
    private boolean isWithHistory;

    private final Installation installation;

    ExportCommand(Installation installation) {
        this.installation = installation;
    }

    /// The file gets its name when it is verified.
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Files.exists(out)) {
            throw new LaunchFailure(out + " is there already: an export is never overwritten");
        }
        Path partial = Path.of(out + ".partial");
        api.api().export(isWithHistory, partial);
        int status = new BackupProgram(installation).verify(partial);
        if (status == 0) {
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
        }
        return status;
    }
}
