package dev.toolbridge.launcher;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LogTail;
import dev.toolbridge.launcher.workspace.Workspace;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what the programs of a workspace wrote.
@Command(name = "logs", description = "Shows the end of what the programs wrote.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Mixin
    private WorkspaceOption data;

    @Parameters(
            paramLabel = "PROGRAM",
            arity = "0..*",
            description = "api, sidecar, postgres, identity, migrate or supervisor (default: the first three).")
    private List<String> programs = List.of();

    @Option(names = "--follow", description = "Go on showing what is written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many lines of each (default: 50).")
    private int lines;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, LogTail> tails = tails(data.existing());
        tails.forEach((name, tail) -> {
            List<String> recent = tail.newLines();
            show(name, recent.subList(Math.max(0, recent.size() - lines), recent.size()));
        });
        while (follow) {
            tails.forEach((name, tail) -> show(name, tail.newLines()));
            Thread.sleep(PAUSE);
        }
        return 0;
    }

    private Map<String, LogTail> tails(Workspace workspace) {
        var tails = new LinkedHashMap<String, LogTail>();
        for (String name : programs.isEmpty() ? List.of("api", "sidecar", "postgres") : programs) {
            boolean named = !programs.isEmpty();
            if (named && (name.contains("/") || !Files.exists(workspace.log(name)))) {
                throw new LaunchFailure("there is no log of a program called " + name);
            }
            tails.put(name, LogTail.fromRecent(workspace.log(name)));
        }
        return tails;
    }

    private void show(String name, List<String> newLines) {
        String prefix = programs.size() == 1 ? "" : name + " | ";
        newLines.forEach(line -> Terminal.say(prefix + line));
    }
}
