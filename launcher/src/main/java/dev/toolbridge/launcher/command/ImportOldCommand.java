package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.run.DevelopmentToken;
import dev.toolbridge.launcher.run.ForegroundProgram;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Imports the database of the old server.
@Command(
        name = "old",
        mixinStandardHelpOptions = true,
        description = {
            "Imports the old server's database into a running workspace. That database is only read.",
            "Without --yes it only shows what would come. Done again, it imports the difference."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:both sides are the same, except for what is newer here",
            "1:it failed",
            "3:something was refused or differs: see the report"
        })
final class ImportOldCommand implements Callable<Integer> {
    private static final String VARIABLE = "OLD_DATABASE_URL";

    @Mixin
    private WorkspaceOption data;

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "The old database, postgres://…; else " + VARIABLE + ", which other users cannot read.")
    private String from;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "Tenant that all owners come to (default: that of the workspace).")
    private String tenant;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "Issuer of the tokens that the users sign in with (default: that of the workspace).")
    private String issuer;

    @Option(names = "--report", paramLabel = "FILE", description = "File for the report as JSON.")
    private Path report;

    @Option(names = "--yes", description = "Import; without it nothing is written.")
    private boolean isAgreed;

    private final Installation installation;

    ImportOldCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workspace workspace = data.withDatabase();
        var arguments = new ArrayList<>(List.of(
                isAgreed ? "import" : "plan", Optional.ofNullable(tenant).orElseGet(DevelopmentToken::defaultTenant)));
        Optional.ofNullable(report).ifPresent(file -> arguments.add(file.toString()));
        String vouching = Optional.ofNullable(issuer)
                .orElseGet(() -> Ports.url(workspace.identityPort().known()));
        var settings = new HashMap<>(ProgramSettings.imports(workspace.secrets(), vouching));
        settings.put(VARIABLE, source());
        return new ForegroundProgram(installation, Program.IMPORT_OLD).run(settings, arguments);
    }

    private String source() {
        return Optional.ofNullable(from)
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .orElseThrow(() -> new LaunchFailure("name the old database with --from, or with " + VARIABLE));
    }
}
