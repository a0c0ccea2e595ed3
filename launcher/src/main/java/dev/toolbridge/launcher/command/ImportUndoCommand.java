package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.run.DevelopmentToken;
import dev.toolbridge.launcher.run.ForegroundProgram;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes an import back.
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = {
            "Takes back what an import has written, whatever its size. What somebody has changed since stays.",
            "Without --yes it only shows how much that is. Cut off, it is done again."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all of it is taken back", "1:it failed", "3:some of it stays, and is named"})
final class ImportUndoCommand implements Callable<Integer> {

    @Mixin
    private WorkspaceOption data;

    @Parameters(paramLabel = "RUN", description = "The run that the import has printed.")
    private String run;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = DevelopmentToken.USER,
            description = "User whose space it is: the name or e-mail address to log in with (default: dev).")
    private String user;

    @Option(names = "--yes", description = "Take it back; without it nothing is written.")
    private boolean isAgreed;

    private final Installation installation;

    ImportUndoCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workspace workspace = data.withDatabase();
        List<String> arguments =
                List.of(isAgreed ? "undo" : "plan", run, DevelopmentToken.defaultTenant(), DevelopmentToken.idOf(user));
        String issuer = Ports.url(workspace.identityPort().known());
        return new ForegroundProgram(installation, Program.IMPORT_UNDO)
                .run(ProgramSettings.imports(workspace.secrets(), issuer), arguments);
    }
}
