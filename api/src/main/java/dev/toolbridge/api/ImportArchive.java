package dev.toolbridge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.transfer.ArchiveImport;
import dev.toolbridge.api.transfer.ProgressLines;
import dev.toolbridge.api.transfer.SpaceTransfer;
import dev.toolbridge.api.transfer.Tally;
import dev.toolbridge.moving.archive.Archive;
import dev.toolbridge.moving.archive.ArchiveManifest;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Verifies the archive of a space, shows what its import would do, or imports it into the space of a user. Runs once
/// and ends: with 1 when the archive is refused, with 3 when an item of it is.
public final class ImportArchive {
    private static final int REPORT = 4;

    /// More than any space that one database of ours holds.
    private static final long BYTES_MAX = 1L << 40;

    private static final String USAGE =
            "toolbridge-archive verify <file> | plan|import <file> <tenant> <subject> [<report file>]";

    private ImportArchive() {}

    public static void main(String[] arguments) {
        var program = new ImportProgram("toolbridge-archive");
        boolean isVerify = arguments.length == 2 && arguments[0].equals("verify");
        program.requireUse(isVerify || arguments.length >= REPORT, USAGE);
        program.run(arguments[1] + " cannot be read", () -> run(arguments));
    }

    private static int run(String... arguments) throws IOException {
        try (var archive = Archive.open(Path.of(arguments[1]), BYTES_MAX)) {
            describe(archive.manifest());
            return switch (arguments[0]) {
                case "verify" -> {
                    System.out.println("Every member is as the manifest says.");
                    yield 0;
                }
                case "plan" -> {
                    System.out.println("Nothing is written. Add --yes to import.");
                    yield 0;
                }
                default -> carryOut(archive, arguments);
            };
        }
    }

    private static void describe(ArchiveManifest manifest) {
        ArchiveManifest.About about = manifest.about();
        System.out.println(
                "an archive of the space " + about.space() + " of the tenant " + about.tenant() + ", made by "
                        + about.madeBy() + " at " + about.madeAt()
                        + (about.hasHistory() ? ", with its history" : ", without its history"));
        manifest.counts()
                .forEach((plural, count) -> System.out.println(
                        "  " + plural + ": " + count.live() + " items, " + count.deleted() + " deleted ones"));
    }

    private static int carryOut(Archive archive, String... arguments) throws IOException {
        Settings settings = Settings.fromEnvironment();
        String subject = arguments[3];
        var space = ImportProgram.space(settings, arguments[2], subject);
        try (var database = ImportProgram.database(settings)) {
            int epoch = new TransferStore(database).epoch(space);
            String run = "import:archive:" + Instant.now();
            var transfer =
                    new SpaceTransfer(ImportParts.writer(database), space, epoch, ImportParts.author(subject, run));
            var work = new ArchiveImport(archive, transfer);
            Tally tally;
            try (var progress = ProgressLines.start(OptionalLong.of(items(archive.manifest())))) {
                tally = work.run(progress::add);
            }
            Optional<Path> file =
                    arguments.length > REPORT ? Optional.of(Path.of(arguments[REPORT])) : Optional.empty();
            return report(tally, run, file);
        }
    }

    private static long items(ArchiveManifest manifest) {
        return manifest.counts().values().stream()
                .mapToLong(count -> count.live() + count.deleted())
                .sum();
    }

    private static int report(Tally tally, String run, Optional<Path> file) throws IOException {
        ObjectNode report = tally.json().put("run", run);
        var named = report.putArray("named");
        tally.named().forEach(item -> named.add(item.json()));
        if (file.isPresent()) {
            Files.write(file.get(), Json.bytes(report));
        }
        System.out.println(tally.stored() + " stored of " + tally.read() + " items; " + tally.left()
                + " are newer here and stay, " + tally.refused() + " are refused. Its run is " + run + ".");
        tally.named().forEach(item -> System.out.println("  " + item.type() + " " + item.uid() + " " + item.reason()));
        return tally.refused() == 0 ? 0 : ImportProgram.INCOMPLETE;
    }
}
