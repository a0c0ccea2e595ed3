package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.program.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands on the master keys of a workspace: one so far.
@Command(name = "secrets", description = "Seals the secrets of projects with a new master key.")
final class SecretsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private SecretsCommand() {}

    /// The command with its subcommands.
    static CommandLine line(Installation installation) {
        return new CommandLine(new SecretsCommand()).addSubcommand(new SecretsRewrapCommand(installation));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "secrets what? There is: secrets rewrap");
    }
}
