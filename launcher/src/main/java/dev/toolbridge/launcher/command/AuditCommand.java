package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.program.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The commands on the audit log: one so far.
@Command(name = "audit", description = "Checks the audit log of a workspace.")
final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private AuditCommand() {}

    /// The command with its subcommands.
    static CommandLine line(Installation installation) {
        return new CommandLine(new AuditCommand()).addSubcommand(new AuditVerifyCommand(installation));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "audit what? There is: audit verify");
    }
}
