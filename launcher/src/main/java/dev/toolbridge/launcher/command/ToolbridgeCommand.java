package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.admin.AdminRefusal;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.run.StopSignal;
import dev.toolbridge.launcher.run.Terminal;
import dev.toolbridge.launcher.vulnerability.VulnerabilitiesCommand;
import dev.toolbridge.service.json.Json;
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

    /// All commands; only the bridge for its clients, which wait for its first answer.
    private static Stream<CommandLine> commands(Installation installation, StopSignal signal, String... arguments) {
        var bridge = new CommandLine(new McpCommand());
        return arguments.length > 0 && arguments[0].equals(bridge.getCommandName())
                ? Stream.of(bridge)
                : Stream.concat(Stream.of(bridge), others(installation, signal));
    }

    private static Stream<CommandLine> others(Installation installation, StopSignal signal) {
        return Stream.of(
                        Stream.of(
                                UpCommand.line(installation, signal),
                                new CommandLine(new DownCommand()),
                                new CommandLine(new StatusCommand()),
                                LogsCommand.line(),
                                new CommandLine(new TokenCommand()),
                                new CommandLine(new ConnectCommand(installation))
                                        .setCaseInsensitiveEnumValuesAllowed(true),
                                new CommandLine(new DisconnectCommand()),
                                new CommandLine(new BundleCommand())),
                        FolderCommand.all(installation).stream(),
                        Stream.of(
                                new CommandLine(new VulnerabilitiesCommand(installation.root())),
                                new CommandLine(new TestCommand(installation)),
                                AuditCommand.line(installation),
                                ProposalCommands.line(),
                                ImportCommand.line(installation),
                                new CommandLine(new ExportCommand(installation)),
                                new CommandLine(new ReindexCommand(installation))),
                        TenantCommands.all(installation),
                        TrialCommand.all(installation).stream())
                .flatMap(lines -> lines);
    }

    private static int complain(Exception failure, CommandLine command) throws Exception {
        if (failure instanceof AdminRefusal refusal) {
            Terminal.complain(refusal.getMessage());
            if (command.getParseResult().hasMatchedOption(AdminOption.JSON)) {
                Terminal.say(Json.text(refusal.body()));
            }
            return EXIT_FAILED;
        }
        if (failure instanceof LaunchFailure expected) {
            Terminal.complain(expected.getMessage());
            return EXIT_FAILED;
        }
        throw failure;
    }
}
