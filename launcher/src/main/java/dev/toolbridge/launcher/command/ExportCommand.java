package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.option.ApiOption;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.run.BackupProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Takes everything of a user's space out.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes everything of a user's space of a running workspace into one zip, and verifies it.")
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private ApiOption api;

    @Option(names = "--out", paramLabel = "FILE.zip", required = true, description = "The file to make.")
    private Path out;

    @Option(names = "--history", description = "Add every kept version of each item.")
    private boolean isWithHistory;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "archive",
            description = "archive, which an import reads (default), or markdown: the live items as files for people.")
    private Format format;

    /// The form of an export.
    enum Format {
        archive,
        markdown
    }

    private final Installation installation;

    ExportCommand(Installation installation) {
        this.installation = installation;
    }

    /// The file gets its name when it is verified.
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Files.exists(out)) {
            throw new LaunchFailure(out + " is there already: an export is never overwritten");
        }
        Path partial = Path.of(out + ".partial");
        api.api().export(format.name(), isWithHistory, partial);
        int status = format == Format.archive ? new BackupProgram(installation).verify(partial) : requireWhole(partial);
        if (status == 0) {
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
        }
        return status;
    }

    /// A zip has its directory at its end.
    private static int requireWhole(Path zip) throws IOException {
        try (var whole = new ZipFile(zip.toFile())) {
            System.out.println(whole.size() + " files");
            return 0;
        } catch (ZipException cut) {
            throw new LaunchFailure("the export was cut off: " + cut.getMessage(), cut);
        }
    }
}
