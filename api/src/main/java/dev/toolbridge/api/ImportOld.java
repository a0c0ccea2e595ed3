package dev.toolbridge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.transfer.OldImport;
import dev.toolbridge.api.transfer.OwnerReport;
import dev.toolbridge.api.transfer.ProgressLines;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.moving.old.OldCount;
import dev.toolbridge.moving.old.OldDatabase;
import dev.toolbridge.moving.old.OldDatabaseFault;
import dev.toolbridge.moving.old.OldOwner;
import dev.toolbridge.moving.old.OldTable;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/// Imports the old server's database into the spaces of its users, or shows what that would do. Runs once and ends:
/// with 0 when both sides are the same except for what is newer here, with 1 when it failed, with 3 when something is
/// missing.
public final class ImportOld {
    private static final int NAMED_MAX = 10;
    private static final String USAGE = "toolbridge-import-old plan|import <tenant> [<report file>]";

    private static final Setting<Secret> SOURCE =
            Setting.secret("OLD_DATABASE_URL", "Where the old server's database is; it is only read.");

    private final OldDatabase source;
    private final Database database;
    private final OldImport.Destination destination;

    private ImportOld(OldDatabase source, Database database, OldImport.Destination destination) {
        this.source = source;
        this.database = database;
        this.destination = destination;
    }

    public static void main(String[] arguments) {
        var program = new ImportProgram("toolbridge-import-old");
        program.requireUse(arguments.length >= 2 && List.of("plan", "import").contains(arguments[0]), USAGE);
        program.run("the report cannot be written", () -> run(Settings.fromEnvironment(), arguments));
    }

    private static int run(Settings settings, String... arguments) throws IOException {
        DatabaseUrl old = DatabaseUrl.of(SOURCE, settings.get(SOURCE));
        var destination = new OldImport.Destination(
                arguments[1], settings.get(ImportProgram.ISSUER), "import:old:" + Instant.now());
        try (var database = ImportProgram.database(settings);
                var source = OldDatabase.open(old.jdbc(), signIn(old))) {
            var program = new ImportOld(source, database, destination);
            return arguments[0].equals("plan")
                    ? program.plan()
                    : program.carryOut(arguments.length > 2 ? Optional.of(Path.of(arguments[2])) : Optional.empty());
        } catch (SQLException failed) {
            throw new OldDatabaseFault(
                    "the database at " + old + " cannot be read: "
                            + FailureWords.of(failed, old).text(),
                    failed);
        }
    }

    private static Properties signIn(DatabaseUrl url) {
        var properties = new Properties();
        properties.put("user", url.user());
        url.password().ifPresent(password -> properties.put("password", password));
        return properties;
    }

    private int plan() throws SQLException {
        List<OldOwner> owners = source.owners();
        System.out.println(owners.size() + " owners would come to the tenant " + destination.tenant());
        for (OldOwner owner : owners) {
            boolean isNamed = owners.indexOf(owner) < NAMED_MAX;
            if (isNamed) {
                System.out.println(owner.subject() + ": epoch " + owner.epoch() + ", space "
                        + destination.space(owner).id());
            }
            for (OldTable table : OldTable.ALL) {
                OldCount count = source.count(table, owner.id());
                if (isNamed && count.rows() > 0) {
                    System.out.println("  " + table.name() + ": " + sentence(count));
                }
            }
        }
        System.out.println("Nothing is written. Add --yes to import.");
        return 0;
    }

    private long rows() throws SQLException {
        long rows = 0;
        for (OldOwner owner : source.owners()) {
            for (OldTable table : OldTable.ALL) {
                rows += source.count(table, owner.id()).rows();
            }
        }
        return rows;
    }

    private static String sentence(OldCount count) {
        return count.rows() + " items, " + count.deleted() + " of them deleted, " + count.orphans()
                + " without their parent, " + count.ahead() + " with a time in the future, " + count.tooLarge()
                + " too large to be stored";
    }

    private int carryOut(Optional<Path> reportFile) throws SQLException, IOException {
        var work = new OldImport(source, new TransferStore(database), ImportParts.writer(database), destination);
        ObjectNode report = Json.object().put("tenant", destination.tenant()).put("run", destination.run());
        var owners = report.putArray("owners");
        boolean isWhole = true;
        try (var progress = ProgressLines.start(OptionalLong.of(rows()))) {
            for (OldOwner owner : source.owners()) {
                OwnerReport done = work.run(owner, progress::add);
                isWhole &= done.isWhole();
                owners.add(done.json());
                progress.say(owner.subject() + ": " + done.stored() + " stored of " + done.read() + " read"
                        + done.failure().map(reason -> ", then: " + reason).orElse(""));
            }
        }
        report.put("whole", isWhole);
        if (reportFile.isPresent()) {
            Files.write(reportFile.get(), Json.bytes(report));
        }
        System.out.println(isWhole ? "Both sides are the same." : "The sides differ: see the report.");
        return isWhole ? 0 : ImportProgram.INCOMPLETE;
    }
}
