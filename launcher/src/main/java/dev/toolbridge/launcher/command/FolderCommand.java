package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.run.BackupProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command on the folder of a backup: takes, restores or verifies the backup.
@Command
final class FolderCommand implements Callable<Integer> {
    private final PositionalParamSpec folder;
    private final Action action;

    /// The work on the folder.
    private interface Action {

        /// @return the exit status
        int run(Path folder) throws IOException, InterruptedException;
    }

    private FolderCommand(String meaning, Action action) {
        this.folder = PositionalParamSpec.builder()
                .paramLabel("FOLDER")
                .type(Path.class)
                .required(true)
                .description(meaning)
                .build();
        this.action = action;
    }

    /// All three commands.
    static List<CommandLine> all(Installation installation) {
        var program = new BackupProgram(installation);
        var source = new WorkspaceOption();
        var target = new WorkspaceOption();
        String made = "The folder that `backup` made.";
        return List.of(
                new FolderCommand("The folder to make.", folder -> program.backup(source.existing(), folder))
                        .line(
                                "backup",
                                "Backs up a workspace into a new folder, while it runs or not.",
                                "The folder holds all that everybody wrote: whoever can read it needs no password.")
                        .addMixin("data", source),
                new FolderCommand(made, folder -> program.restore(target.workspace(), folder))
                        .line(
                                "restore",
                                "Restores a backup into a workspace that has nothing in it; start it with `up` then.",
                                "Clients that synchronised before are told to read everything again.")
                        .addMixin("data", target),
                new FolderCommand("The folder that `backup` made, or the file that `export` made.", program::verify)
                        .line(
                                "verify",
                                "Reads a backup, or the archive of a space, and compares it with its hashes; needs no"
                                        + " workspace."));
    }

    private CommandLine line(String name, String... description) {
        var line = new CommandLine(this);
        CommandSpec spec = line.getCommandSpec().name(name).addPositional(folder);
        spec.usageMessage().description(description);
        return line;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return action.run(folder.getValue());
    }
}
