package dev.toolbridge.api;

import dev.toolbridge.api.transfer.FileChoices;
import dev.toolbridge.api.transfer.ForeignFiles;
import dev.toolbridge.api.transfer.ImportPlan;
import dev.toolbridge.api.transfer.ImportReport;
import dev.toolbridge.api.transfer.ProgressLines;
import dev.toolbridge.api.transfer.Tally;
import dev.toolbridge.moving.reader.ReportCounts;
import dev.toolbridge.moving.reader.ReportLine;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Imports the files of another program into the space of a user, or shows what that would do. Runs once and ends: with
/// 1 when the files are refused, with 3 when some of them are.
public final class ImportFiles {
    private static final int FIRST_CHOICE = 4;
    private static final String USAGE = "toolbridge-import plan|import <path> <tenant> <subject> [<choice>…]";

    private final ForeignFiles files;
    private final FileChoices choices;

    private ImportFiles(ForeignFiles files, FileChoices choices) {
        this.files = files;
        this.choices = choices;
    }

    public static void main(String[] arguments) {
        var program = new ImportProgram("toolbridge-import");
        program.requireUse(arguments.length >= FIRST_CHOICE, USAGE);
        program.run(arguments[1] + " cannot be read", () -> run(arguments));
    }

    private static int run(String... arguments) throws IOException {
        Path path = Path.of(arguments[1]).toAbsolutePath();
        var choices = FileChoices.of(List.of(arguments).subList(FIRST_CHOICE, arguments.length));
        Path scratch = Files.createTempDirectory("toolbridge-import");
        try (var files = ForeignFiles.open(path, path.getFileName().toString(), choices, scratch)) {
            var program = new ImportFiles(files, choices);
            return arguments[0].equals("plan") ? program.plan() : program.carryOut(arguments[2], arguments[3]);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private int plan() throws IOException {
        ImportPlan plan = files.plan(_ -> {});
        System.out.println("an export of " + plan.program());
        plan.items().forEach((plural, count) -> System.out.println("  " + plural + ": " + count));
        plan.first().forEach(line -> System.out.println("  - " + line));
        print(plan.lines());
        System.out.println("Nothing is written. Add --yes to import.");
        return 0;
    }

    private int carryOut(String tenant, String subject) throws IOException {
        Settings settings = Settings.fromEnvironment();
        var space = ImportProgram.space(settings, tenant, subject);
        try (var database = ImportProgram.database(settings)) {
            var into = new ImportParts.Into(database, space, subject);
            return report(into.carryOut(files, total()));
        }
    }

    /// The number of items, which a person who looks on may know: it takes a reading of its own.
    private OptionalLong total() throws IOException {
        return ProgressLines.isAtTerminal()
                ? OptionalLong.of(files.plan(_ -> {}).total())
                : OptionalLong.empty();
    }

    private int report(ImportReport report) throws IOException {
        Optional<Path> file = choices.report();
        if (file.isPresent()) {
            Files.write(file.get(), Json.bytes(report.json()));
        }
        print(report.lines());
        Tally tally = report.tally();
        tally.named().forEach(item -> System.out.println("  " + item.type() + " " + item.uid() + " " + item.reason()));
        System.out.println(tally.stored() + " stored of " + tally.read() + " items; " + tally.left()
                + " changed here and stay, " + tally.refused() + " are refused. Its run is " + report.run() + ".");
        return report.refused() == 0 ? 0 : ImportProgram.INCOMPLETE;
    }

    private static void print(ReportCounts lines) {
        for (ReportCounts.Entry entry : lines.entries()) {
            ReportLine first = entry.first().getFirst();
            System.out.println("  " + entry.kind() + " " + entry.subject() + ": " + entry.count() + ", first in "
                    + first.where() + ": " + first.text());
        }
    }
}
