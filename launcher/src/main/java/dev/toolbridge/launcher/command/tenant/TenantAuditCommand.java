package dev.toolbridge.launcher.command.tenant;

import dev.toolbridge.launcher.option.PlatformAccess;
import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.run.ForegroundProgram;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Checks the audit log of the platform on this machine.
@Command(
        name = "verify-audit",
        description = "Computes the hash of every entry of the platform's audit log again, and tells if it is whole.")
final class TenantAuditCommand implements Callable<Integer> {
    private final Installation installation;

    @Mixin
    private WorkspaceOption data;

    TenantAuditCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PlatformAccess platform = PlatformAccess.to(data.workspace(WorkspaceKind.PLATFORM));
        return new ForegroundProgram(installation, Program.TENANTS_AUDIT)
                .run(ProgramSettings.controlDatabase(platform.workspace().secrets()), List.of());
    }
}
