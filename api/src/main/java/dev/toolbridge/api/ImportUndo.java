package dev.toolbridge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.UserId;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.transfer.ImportReversal;
import dev.toolbridge.api.transfer.ProgressLines;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Logs;
import java.util.Map;
import java.util.OptionalLong;

/// Takes an import into the space of a user back, or shows how much it wrote. Runs once and ends.
public final class ImportUndo {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_INCOMPLETE = 3;
    private static final int EXIT_USAGE = 64;
    private static final int EXIT_CONFIGURATION = 78;
    private static final int CONNECTIONS = 2;
    private static final int ARGUMENTS = 4;
    private static final String USAGE = "toolbridge-import-undo plan|undo <run> <tenant> <subject>";

    private static final Setting<Secret> DATABASE =
            Setting.secret("DATABASE_URL", "Where the database is, with a role that owns nothing there.");
    private static final Setting<String> ISSUER =
            Setting.text("JWT_ISSUER", "The issuer of the tokens that users sign in with.");

    private ImportUndo() {}

    public static void main(String[] arguments) {
        if (arguments.length != ARGUMENTS) {
            end(EXIT_USAGE, USAGE);
        }
        try {
            Logs.start("WARN");
            Runtime.getRuntime().halt(run(arguments));
        } catch (SettingError wrong) {
            end(EXIT_CONFIGURATION, wrong.getMessage());
        } catch (DatabaseFailure | Refusal failed) {
            end(EXIT_FAILED, failed.getMessage());
        }
    }

    private static int run(String... arguments) {
        Settings settings = Settings.fromEnvironment();
        String run = arguments[1];
        var space = new Space(arguments[2], UserId.of(settings.get(ISSUER), arguments[3]));
        try (var database =
                Database.open(DatabaseUrl.of(DATABASE, settings.get(DATABASE)), CONNECTIONS, "toolbridge-import")) {
            var reversal = new ImportReversal(
                    new TransferStore(database),
                    ImportParts.writer(database),
                    space,
                    ImportParts.author(arguments[3], "undo:" + run));
            Map<String, Long> plan = reversal.plan(run);
            if (arguments[0].equals("plan")) {
                plan.forEach((type, count) -> System.out.println("  " + type + ": " + count));
                System.out.println("Nothing is undone. Add --yes to take it back.");
                return 0;
            }
            long items = plan.values().stream().mapToLong(Long::longValue).sum();
            try (var progress = ProgressLines.start(OptionalLong.of(items))) {
                reversal.run(run, progress::add);
            }
            return report(reversal);
        }
    }

    private static int report(ImportReversal reversal) {
        for (ObjectNode change : reversal.named()) {
            System.out.println("  stays: " + change.path("type").asText() + " "
                    + change.path("uid").asText() + " " + change.path("why").asText());
        }
        System.out.println(reversal.reverted() + " items are taken back, "
                + reversal.named().size() + " changes stay.");
        return reversal.named().isEmpty() ? 0 : EXIT_INCOMPLETE;
    }

    private static void end(int status, String sentence) {
        System.err.println("toolbridge-import-undo: " + sentence);
        Runtime.getRuntime().halt(status);
    }
}
