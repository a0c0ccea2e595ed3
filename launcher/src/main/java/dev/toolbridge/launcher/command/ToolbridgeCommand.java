package dev.toolbridge.launcher.command;

import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.launcher.admin.AdminRefusal;
import dev.toolbridge.launcher.command.tenant.TenantCommands;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.run.StopSignal;
import dev.toolbridge.launcher.run.Terminal;
import dev.toolbridge.launcher.vulnerability.VulnerabilitiesCommand;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The whole command line: one command with all others below it.
@Command(
        name = "toolbridge",
        description = "The workspace that people and their AI assistants share.",
        versionProvider = VersionLine.class)
public final class ToolbridgeCommand {
    private static final int EXIT_FAILED = 1;

    private ToolbridgeCommand() {}

    /// Runs one command.
    ///
    /// @return the exit status
    public static int run(Installation installation, String... arguments) {
        var signal = new StopSignal();
        var line = new CommandLine(new ToolbridgeCommand());
        commands(installation, signal, arguments).forEach(line::addSubcommand);
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.setExecutionExceptionHandler((failure, command, _) -> complain(failure, command));
        int status = line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
        signal.finish(status);
        return status;
    }

    /// The commands that are made for this line: those of its first word, which takes half the time of all.
    /// For help, and for an unknown word, all are made.
    private static Stream<CommandLine> commands(Installation installation, StopSignal signal, String... arguments) {
        List<CommandGroup> all = groups(installation, signal);
        String word = arguments.length == 0 ? "" : arguments[0];
        List<CommandGroup> asked =
                all.stream().filter(group -> group.names().contains(word)).toList();
        return (asked.isEmpty() ? all : asked).stream().flatMap(CommandGroup::lines);
    }

    /// All commands, in the order of the help.
    static List<CommandGroup> groups(Installation installation, StopSignal signal) {
        return List.of(
                CommandGroup.of("mcp", () -> new CommandLine(new McpCommand())),
                CommandGroup.of("up", () -> UpCommand.line(installation, signal)),
                CommandGroup.of("down", () -> new CommandLine(new DownCommand())),
                CommandGroup.of("status", () -> new CommandLine(new StatusCommand())),
                CommandGroup.of("logs", LogsCommand::line),
                CommandGroup.of("token", () -> new CommandLine(new TokenCommand())),
                CommandGroup.of("connect", () -> new CommandLine(new ConnectCommand(installation))
                        .setCaseInsensitiveEnumValuesAllowed(true)),
                CommandGroup.of("disconnect", () -> new CommandLine(new DisconnectCommand())),
                CommandGroup.of("bundle", () -> new CommandLine(new BundleCommand())),
                new CommandGroup(
                        List.of("backup", "restore", "verify"), () -> FolderCommand.all(installation).stream()),
                CommandGroup.of(
                        "vulnerabilities", () -> new CommandLine(new VulnerabilitiesCommand(installation.root()))),
                CommandGroup.of("test", () -> new CommandLine(new TestCommand(installation))),
                CommandGroup.of("audit", () -> AuditCommand.line(installation)),
                CommandGroup.of("secrets", () -> SecretsCommand.line(installation)),
                CommandGroup.of("proposals", ProposalCommands::line),
                CommandGroup.of("import", () -> ImportCommand.line(installation)),
                CommandGroup.of("export", () -> new CommandLine(new ExportCommand(installation))),
                CommandGroup.of("reindex", () -> new CommandLine(new ReindexCommand(installation))),
                new CommandGroup(List.of("tenants", "operations", "rollouts"), () -> TenantCommands.all(installation)),
                new CommandGroup(List.of("torture", "bench"), () -> TrialCommand.all(installation).stream()));
    }

    private static int complain(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof AdminRefusal refusal) {
            Terminal.complain(refusal.getMessage());
            if (TenantCommands.isJson(command)) {
                Terminal.say(Json.text(refusal.body()));
            }
            return EXIT_FAILED;
        }
        if (failure instanceof CommandFailure expected) {
            Terminal.complain(expected.getMessage());
            return EXIT_FAILED;
        }
        throw failure;
    }
}
