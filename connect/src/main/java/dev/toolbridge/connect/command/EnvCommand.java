package dev.toolbridge.connect.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands about environment variables.
@Command(name = "env", description = "Compares .env with the project, or runs a program with the project's variables.")
final class EnvCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine line(Desk desk) {
        return new CommandLine(new EnvCommand())
                .addSubcommand(new CommandLine(new EnvDiffCommand(desk)))
                .addSubcommand(new CommandLine(new EnvRunCommand(desk)));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name one of: diff, run");
    }
}
