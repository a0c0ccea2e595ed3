package dev.toolbridge.api;

import dev.toolbridge.api.transfer.ArchiveFile;
import dev.toolbridge.api.transfer.ImportReport;
import dev.toolbridge.api.transfer.Tally;
import dev.toolbridge.moving.archive.ArchiveManifest;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (var archive = ArchiveFile.open(Path.of(arguments[1]), BYTES_MAX)) {
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

    private static int carryOut(ArchiveFile archive, String... arguments) throws IOException {
        Settings settings = Settings.fromEnvironment();
        String subject = arguments[3];
        var space = ImportProgram.space(settings, arguments[2], subject);
        Optional<Path> report = arguments.length > REPORT ? Optional.of(Path.of(arguments[REPORT])) : Optional.empty();
        try (var database = ImportProgram.database(settings)) {
            long items = archive.plan(_ -> {}).total();
            var into = new ImportParts.Into(database, space, subject);
            return report(into.carryOut(archive, OptionalLong.of(items)), report);
        }
    }

    private static int report(ImportReport report, Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            Files.write(file.get(), Json.bytes(report.json()));
        }
        Tally tally = report.tally();
        System.out.println(tally.stored() + " stored of " + tally.read() + " items; " + tally.left()
                + " are newer here and stay, " + tally.refused() + " are refused. Its run is " + report.run() + ".");
        tally.named().forEach(item -> System.out.println("  " + item.type() + " " + item.uid() + " " + item.reason()));
        return tally.refused() == 0 ? 0 : ImportProgram.INCOMPLETE;
    }
}
