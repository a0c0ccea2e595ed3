package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.run.DevelopmentToken;
import dev.toolbridge.launcher.run.ForegroundProgram;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.moving.archive.Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings items in from elsewhere.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports the archive of a space, which `export` made, or the files of another program, into the space of a"
                    + " user of a running workspace.",
            "Without --yes it only shows what would come. Done again, it imports what changed there."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all of it is there",
            "1:it is refused as a whole",
            "3:an item or a file is refused: see the report"
        })
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkspaceOption data;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "The archive, file or folder.")
    private Path file;

    @Mixin
    private ReaderOptions reading;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = DevelopmentToken.USER,
            description = "User whose space it is: the name or e-mail address to log in with (default: dev).")
    private String user;

    @Option(names = "--report", paramLabel = "FILE", description = "File for the report as JSON.")
    private Path report;

    @Option(names = "--yes", description = "Import; without it nothing is written.")
    private boolean isAgreed;

    private final Installation installation;

    private ImportCommand(Installation installation) {
        this.installation = installation;
    }

    static CommandLine line(Installation installation) {
        return new CommandLine(new ImportCommand(installation))
                .addSubcommand("old", new CommandLine(new ImportOldCommand(installation)))
                .addSubcommand("undo", new CommandLine(new ImportUndoCommand(installation)));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (file == null) {
            throw new ParameterException(
                    spec.commandLine(), "name a path, `old` for the old server's database, or `undo`");
        }
        Workspace workspace = data.withDatabase();
        boolean isArchive = Archive.isArchive(file);
        var arguments = new ArrayList<>(List.of(
                isAgreed ? "import" : "plan",
                file.toString(),
                DevelopmentToken.defaultTenant(),
                DevelopmentToken.idOf(user)));
        Optional.ofNullable(report).ifPresent(path -> arguments.add((isArchive ? "" : "report=") + path));
        if (!isArchive) {
            arguments.addAll(reading.words());
        }
        String issuer = Ports.url(workspace.identityPort().known());
        return new ForegroundProgram(installation, isArchive ? Program.ARCHIVE : Program.IMPORT_FILES)
                .run(ProgramSettings.imports(workspace.secrets(), issuer), arguments);
    }
}
