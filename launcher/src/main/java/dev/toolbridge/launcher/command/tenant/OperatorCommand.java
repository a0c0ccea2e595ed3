package dev.toolbridge.launcher.command.tenant;

import dev.toolbridge.launcher.option.PlatformAccess;
import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.program.IdentityProgram;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.run.DevelopmentToken;
import dev.toolbridge.launcher.run.ForegroundProgram;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Makes a user an operator of the platform on this machine, or ends that.
@Command
final class OperatorCommand implements Callable<Integer> {
    private final Installation installation;
    private final String change;

    @Parameters(paramLabel = "USER", description = "The name or e-mail address to log in with.")
    private String user;

    @Mixin
    private WorkspaceOption data;

    private OperatorCommand(Installation installation, String change) {
        this.installation = installation;
        this.change = change;
    }

    static Stream<CommandLine> all(Installation installation) {
        return Stream.of(
                line(installation, "grant", "Makes a user an operator of the platform on this machine."),
                line(installation, "withdraw", "Ends that a user is an operator of the platform on this machine."));
    }

    private static CommandLine line(Installation installation, String change, String description) {
        var line = new CommandLine(new OperatorCommand(installation, change));
        line.getCommandSpec().name(change + "-operator").usageMessage().description(description);
        return line;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PlatformAccess platform = PlatformAccess.to(data.workspace(WorkspaceKind.PLATFORM));
        return new ForegroundProgram(installation, Program.TENANTS_OPERATOR)
                .run(
                        ProgramSettings.controlDatabase(platform.workspace().secrets()),
                        List.of(change, IdentityProgram.SERVER.url(platform.ports()), DevelopmentToken.idOf(user)));
    }
}
