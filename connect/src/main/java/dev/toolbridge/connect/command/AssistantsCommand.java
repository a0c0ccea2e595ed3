package dev.toolbridge.connect.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about the settings of assistants.
@Command(name = "mcp", description = "Enters the project into the settings of assistants, or takes it out.")
final class AssistantsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine line(Desk desk) {
        return new CommandLine(new AssistantsCommand())
                .addSubcommand(new CommandLine(new SetupCommand(desk)))
                .addSubcommand(new CommandLine(new RemoveCommand(desk)));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name one of: setup, remove");
    }
}
