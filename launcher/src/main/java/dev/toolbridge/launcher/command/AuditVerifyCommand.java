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

/// Checks the audit log of all tenants.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Computes the hash of every entry again, and tells for each tenant if its chain is whole.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all chains are whole", "1:a chain is broken, or none could be read"})
final class AuditVerifyCommand implements Callable<Integer> {

    @Mixin
    private WorkspaceOption data;

    private final Installation installation;

    AuditVerifyCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workspace workspace = data.withDatabase();
        return new ForegroundProgram(installation, Program.AUDIT_VERIFY)
                .run(ProgramSettings.owner(workspace.secrets()), List.of());
    }
}
