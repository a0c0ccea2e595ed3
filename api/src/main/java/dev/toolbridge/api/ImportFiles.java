package dev.toolbridge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.transfer.FileChoices;
import dev.toolbridge.api.transfer.ForeignImport;
import dev.toolbridge.api.transfer.ForeignPlan;
import dev.toolbridge.api.transfer.ProgressLines;
import dev.toolbridge.api.transfer.SpaceTransfer;
import dev.toolbridge.moving.Readers;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.ReportCounts;
import dev.toolbridge.moving.reader.ReportLine;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.Sources;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Imports the files of another program into the space of a user, or shows what that would do. Runs once and ends: with
/// 1 when the files are refused, with 3 when some of them are.
public final class ImportFiles {
    private static final int FIRST_CHOICE = 4;
    private static final String USAGE = "toolbridge-import plan|import <path> <tenant> <subject> [<choice>…]";

    private final Source source;
    private final FileChoices choices;

    private ImportFiles(Source source, FileChoices choices) {
        this.source = source;
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
        try (Source source = Sources.open(path, path.getFileName().toString(), scratch)) {
            var program = new ImportFiles(source, choices);
            return arguments[0].equals("plan") ? program.plan() : program.carryOut(arguments[2], arguments[3]);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private int plan() throws IOException {
        var reader = Readers.choose(choices.format(), source);
        var plan = new ForeignPlan();
        reader.read(source, choices.options(), plan);
        System.out.println("an export of " + reader.program());
        plan.counts().forEach((plural, count) -> System.out.println("  " + plural + ": " + count));
        plan.first().forEach(line -> System.out.println("  - " + line));
        print(plan.lines());
        System.out.println("Nothing is written. Add --yes to import.");
        return 0;
    }

    private int carryOut(String tenant, String subject) throws IOException {
        Settings settings = Settings.fromEnvironment();
        var space = ImportProgram.space(settings, tenant, subject);
        var reader = Readers.choose(choices.format(), source);
        Instant now = Instant.now();
        String run = "import:" + reader.format() + ":" + now;
        try (var database = ImportProgram.database(settings)) {
            var target = new TransferStore(database);
            var transfer = new SpaceTransfer(
                    ImportParts.writer(database), space, target.epoch(space), ImportParts.author(subject, run));
            ForeignImport work;
            try (var progress = ProgressLines.start(total(reader))) {
                work = new ForeignImport(target, transfer, now, progress::add);
                reader.read(source, choices.options(), work);
                work.flush();
            }
            return report(work, run);
        }
    }

    /// The number of items, which a person who looks on may know: it takes a reading of its own.
    private OptionalLong total(Reader reader) throws IOException {
        if (!ProgressLines.isAtTerminal()) {
            return OptionalLong.empty();
        }
        var plan = new ForeignPlan();
        reader.read(source, choices.options(), plan);
        return OptionalLong.of(
                plan.counts().values().stream().mapToLong(Long::longValue).sum());
    }

    private int report(ForeignImport work, String run) throws IOException {
        var tally = work.tally();
        ObjectNode report = tally.json().put("run", run);
        var named = report.putArray("named");
        tally.named().forEach(item -> named.add(item.json()));
        var subjects = report.putArray("notAsItWas");
        work.lines().entries().forEach(entry -> subjects.addObject()
                .put("kind", entry.kind().name())
                .put("subject", entry.subject())
                .put("count", entry.count()));
        Optional<Path> file = choices.report();
        if (file.isPresent()) {
            Files.write(file.get(), Json.bytes(report));
        }
        print(work.lines());
        tally.named().forEach(item -> System.out.println("  " + item.type() + " " + item.uid() + " " + item.reason()));
        System.out.println(tally.stored() + " stored of " + tally.read() + " items; " + tally.left()
                + " changed here and stay, " + tally.refused() + " are refused. Its run is " + run + ".");
        long refused = tally.refused() + work.lines().count(ReportLine.Kind.REFUSED);
        return refused == 0 ? 0 : ImportProgram.INCOMPLETE;
    }

    private static void print(ReportCounts lines) {
        for (ReportCounts.Entry entry : lines.entries()) {
            ReportLine first = entry.first().getFirst();
            System.out.println("  " + entry.kind() + " " + entry.subject() + ": " + entry.count() + ", first in "
                    + first.where() + ": " + first.text());
        }
    }
}
