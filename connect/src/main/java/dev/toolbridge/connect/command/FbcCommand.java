package dev.toolbridge.connect.command;

import dev.toolbridge.connect.client.ClientMachine;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.connect.terminal.CommandScreen;
import dev.toolbridge.service.program.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The whole command line of `fbc`: one command with all others below it.
@Command(
        name = "fbc",
        description = "Keeps a folder in step with its project: environment variables, memories, assistants.",
        versionProvider = FbcCommand.VersionLine.class)
public final class FbcCommand {
    private static final int EXIT_FAILED = 1;

    private FbcCommand() {}

    /// The version, as `--version` prints it.
    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"fbc " + Version.of(FbcCommand.class) + " (Java " + Runtime.version() + ")"};
        }
    }

    /// Runs one command.
    ///
    /// @return the exit status: 0, 1 for a failure, 2 for words that make no command
    public static int run(ClientMachine machine, CommandScreen screen, String... arguments) {
        return run(
                new Desk(machine, screen, ending -> Runtime.getRuntime().addShutdownHook(new Thread(ending))),
                arguments);
    }

    static int run(Desk desk, String... arguments) {
        CommandScreen screen = desk.screen();
        var line = new CommandLine(new FbcCommand())
                .setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8));
        chosen(desk, arguments).forEach((name, command) -> line.addSubcommand(name, command.get()));
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.setExecutionExceptionHandler((failure, _, _) -> complain(failure, screen));
        return line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }

    /// Only the command that is asked for is made, which takes half the time of all.
    private static Map<String, Supplier<CommandLine>> chosen(Desk desk, String... arguments) {
        SequencedMap<String, Supplier<CommandLine>> all = all(desk);
        String word = arguments.length == 0 ? "" : arguments[0];
        return all.containsKey(word) ? Map.of(word, all.get(word)) : all;
    }

    private static SequencedMap<String, Supplier<CommandLine>> all(Desk desk) {
        var all = new LinkedHashMap<String, Supplier<CommandLine>>();
        all.put("login", () -> new CommandLine(new LoginCommand(desk)));
        all.put("logout", () -> new CommandLine(new LogoutCommand(desk)));
        all.put("status", () -> new CommandLine(new ProjectStatusCommand(desk)));
        all.put("projects", () -> new CommandLine(new ProjectsCommand(desk)));
        all.put("sync", () -> new CommandLine(new SyncCommand(desk)));
        all.put("watch", () -> new CommandLine(new WatchCommand(desk)));
        all.put("remember", () -> new CommandLine(new RememberCommand(desk)));
        all.put("recall", () -> new CommandLine(new RecallCommand(desk)).setUnmatchedOptionsArePositionalParams(true));
        all.put("memories", () -> new CommandLine(new MemoriesCommand(desk)));
        all.put("forget", () -> new CommandLine(new ForgetCommand(desk)));
        all.put("conflicts", () -> new CommandLine(new ConflictsCommand(desk)));
        all.put("resolve", () -> new CommandLine(new ResolveCommand(desk)));
        all.put("env", () -> EnvCommand.line(desk));
        all.put("mcp", () -> AssistantsCommand.line(desk));
        all.put("serve", () -> new CommandLine(new ServeCommand(desk)));
        all.put("doctor", () -> new CommandLine(new DoctorCommand(desk)));
        return all;
    }

    private static int complain(Exception failure, CommandScreen screen) throws Exception {
        if (failure instanceof CommandFailure expected) {
            screen.remark(expected.getMessage());
            return EXIT_FAILED;
        }
        throw failure;
    }
}
