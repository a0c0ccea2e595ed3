package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.program.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands that bring items in from elsewhere. Each shows its plan first.
@Command(name = "import", description = "Brings items in from elsewhere: shows the plan, and with --yes imports.")
final class ImportCommands implements Runnable {

    @Spec
    private CommandSpec spec;

    private ImportCommands() {}

    static CommandLine line(Installation installation) {
        return new CommandLine(new ImportCommands())
                .addSubcommand("old", new CommandLine(new ImportOldCommand(installation)));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name the place that the items come from");
    }
}
