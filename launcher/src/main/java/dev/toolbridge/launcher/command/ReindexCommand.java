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

/// Makes the index of search again.
@Command(
        name = "reindex",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the index of search of a running workspace again, from its items.",
            "Searches meanwhile find what is indexed, and say how many items are missing."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all items are indexed", "1:the workspace does not run"})
final class ReindexCommand implements Callable<Integer> {

    @Mixin
    private WorkspaceOption data;

    private final Installation installation;

    ReindexCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workspace workspace = data.withDatabase();
        return new ForegroundProgram(installation, Program.REINDEX)
                .run(ProgramSettings.maintenance(workspace.secrets()), List.of());
    }
}
