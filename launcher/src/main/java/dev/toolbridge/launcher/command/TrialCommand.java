package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.program.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Runs trials that take longer than the tests. The script does the work, since their programs lie beside the
/// tests and are built when needed.
@Command
final class TrialCommand implements Callable<Integer> {
    private final Installation installation;
    private final String name;

    @Parameters(paramLabel = "ROW", description = "The rows to run; all when none is named.")
    private List<String> rows = List.of();

    private TrialCommand(Installation installation, String name) {
        this.installation = installation;
        this.name = name;
    }

    /// The commands of all trials.
    static List<CommandLine> all(Installation installation) {
        return List.of(
                of(installation, "torture", "Attacks its own servers and searches for faults."),
                of(installation, "bench", "Measures its own servers and compares them with their database."));
    }

    private static CommandLine of(Installation installation, String name, String description) {
        var line = new CommandLine(new TrialCommand(installation, name));
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(installation.launcherName(), name));
        command.addAll(rows);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
