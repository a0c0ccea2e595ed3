package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.run.ForegroundProgram;
import dev.toolbridge.launcher.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Seals the data keys of all projects with the first master key.
@Command(
        name = "rewrap",
        mixinStandardHelpOptions = true,
        description = {
            "Seals the data keys of all projects with the first line of secrets/master-keys.",
            "Afterwards the other lines are not needed. The workspace may run meanwhile, with all lines."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all data keys are sealed with the first line", "78:one could not be opened"})
final class SecretsRewrapCommand implements Callable<Integer> {

    @Mixin
    private WorkspaceOption data;

    private final Installation installation;

    SecretsRewrapCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workspace workspace = data.withDatabase();
        return new ForegroundProgram(installation, Program.REWRAP_SECRETS)
                .run(ProgramSettings.rewrap(workspace.secrets()), List.of());
    }
}
