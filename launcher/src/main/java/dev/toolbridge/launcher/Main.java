package dev.toolbridge.launcher;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.vulnerability.VulnerabilitiesCommand;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program behind the script `toolbridge`.
@Command(
        name = "toolbridge",
        description = "The workspace that people and their AI assistants share.",
        versionProvider = Version.class)
public final class Main {
    private static final int EXIT_FAILED = 1;
    private static final String HOME = "toolbridge.home";

    private Main() {}

    public static void main(String[] arguments) {
        var checkout = new Checkout(Path.of(System.getProperty(HOME, "")).toAbsolutePath());
        System.exit(run(checkout, arguments));
    }

    /// Runs one command.
    ///
    /// @return the exit status
    static int run(Installation installation, String... arguments) {
        var line = new CommandLine(new Main());
        var signal = new StopSignal();
        Stream.of(
                        new UpCommand(installation, signal),
                        new DownCommand(),
                        new StatusCommand(),
                        new LogsCommand(),
                        new TokenCommand(),
                        new BackupCommand(installation),
                        new RestoreCommand(installation),
                        new VerifyCommand(installation),
                        new VulnerabilitiesCommand(Path.of(System.getProperty(HOME, ""))),
                        new TestCommand(installation))
                .forEach(line::addSubcommand);
        line.addSubcommand(new CommandLine(new AuditCommand()).addSubcommand(new AuditVerifyCommand(installation)));
        line.addSubcommand(TrialCommand.of(
                installation, "torture", "Attacks servers of its own and looks for what must not happen."));
        line.addSubcommand(TrialCommand.of(
                installation, "bench", "Measures servers of its own against what their database can do."));
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.setExecutionExceptionHandler((failure, _, _) -> complain(failure));
        int status = line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
        signal.finish(status);
        return status;
    }

    private static int complain(Exception failure) throws Exception {
        if (failure instanceof LaunchFailure expected) {
            Terminal.complain(expected.getMessage());
            return EXIT_FAILED;
        }
        throw failure;
    }
}
