package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.option.KindOption;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LogTail;
import dev.toolbridge.launcher.process.PostgresServer;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.run.Parts;
import dev.toolbridge.launcher.run.Terminal;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;

/// Shows the logs of a workspace's programs.
@Command(name = "logs", description = "Shows the end of the programs' logs.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final PositionalParamSpec named = PositionalParamSpec.builder()
            .paramLabel("PROGRAM")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .description(
                    String.join(", ", names(WorkspaceKind.WORKSPACE)) + " or supervisor (default: the first three).",
                    "Of a platform of tenants: " + String.join(", ", names(WorkspaceKind.PLATFORM)) + " or supervisor.")
            .build();

    @Mixin
    private KindOption data;

    @Option(names = "--follow", description = "Show new lines as they are written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "50",
            description = "Number of lines of each log (default: 50).")
    private int lines;

    private LogsCommand() {}

    /// The command with the names of all programs that it knows.
    static CommandLine line() {
        var command = new LogsCommand();
        var line = new CommandLine(command);
        line.getCommandSpec().addPositional(command.named);
        return line;
    }

    private static List<String> names(WorkspaceKind kind) {
        var names = new LinkedHashSet<>(usual(kind));
        ServerPrograms.of(kind).all().forEach(server -> names.add(server.name()));
        names.addAll(Parts.tasks(kind));
        return List.copyOf(names);
    }

    /// The first two servers and the database.
    private static List<String> usual(WorkspaceKind kind) {
        var usual = new ArrayList<String>();
        ServerPrograms.of(kind).all().subList(0, 2).forEach(server -> usual.add(server.name()));
        usual.add(PostgresServer.NAME);
        return usual;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (lines < 0) {
            throw new LaunchFailure("--lines is a number of lines, and " + lines + " is none");
        }
        List<String> programs = named.getValue();
        Map<String, LogTail> tails = tails(data.existing(), programs);
        tails.forEach((prefix, tail) -> {
            List<String> recent = tail.newLines();
            show(prefix, recent.subList(Math.max(0, recent.size() - lines), recent.size()));
        });
        while (follow) {
            tails.forEach((prefix, tail) -> show(prefix, tail.newLines()));
            Thread.sleep(PAUSE);
        }
        return 0;
    }

    /// The logs to show, by the prefix of their lines.
    private static Map<String, LogTail> tails(Workspace workspace, List<String> programs) {
        var tails = new LinkedHashMap<String, LogTail>();
        for (String name : programs.isEmpty() ? usual(workspace.kind()) : programs) {
            boolean named = !programs.isEmpty();
            if (named && (name.contains("/") || !Files.exists(workspace.log(name)))) {
                throw new LaunchFailure("there is no log of a program called " + name);
            }
            tails.put(programs.size() == 1 ? "" : name + " | ", LogTail.fromRecent(workspace.log(name)));
        }
        return tails;
    }

    private static void show(String prefix, List<String> newLines) {
        newLines.forEach(line -> Terminal.say(prefix + line));
    }
}
