package dev.toolbridge.launcher.command;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.run.ExternalDatabase;
import dev.toolbridge.launcher.run.ForegroundProgram;
import dev.toolbridge.launcher.workspace.Workspace;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
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
        Workspace workspace = data.existing();
        requireDatabase(workspace);
        return new ForegroundProgram(installation, Program.AUDIT_VERIFY)
                .run(ProgramSettings.owner(workspace.secrets()), List.of());
    }

    private static void requireDatabase(Workspace workspace) {
        DatabaseUrl owner = workspace.secrets().ownerUrl().orElseThrow(() -> away("it was never started"));
        try (Connection connection = ExternalDatabase.connect(owner)) {
            connection.isValid(1);
        } catch (SQLException refused) {
            throw away(FailureWords.of(refused, owner).text());
        }
    }

    private static LaunchFailure away(String why) {
        return new LaunchFailure("the database of the workspace is away (" + why + "): start it with `up`");
    }
}
