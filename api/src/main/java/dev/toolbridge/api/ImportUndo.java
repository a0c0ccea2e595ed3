package dev.toolbridge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.transfer.ImportReversal;
import dev.toolbridge.api.transfer.ProgressLines;
import dev.toolbridge.service.config.Settings;
import java.util.Map;
import java.util.OptionalLong;

/// Takes an import into the space of a user back, or shows how much it wrote. Runs once and ends.
public final class ImportUndo {
    private static final int ARGUMENTS = 4;
    private static final String USAGE = "toolbridge-import-undo plan|undo <run> <tenant> <subject>";

    private ImportUndo() {}

    public static void main(String[] arguments) {
        var program = new ImportProgram("toolbridge-import-undo");
        program.requireUse(arguments.length == ARGUMENTS, USAGE);
        program.run("the import cannot be read", () -> run(arguments));
    }

    private static int run(String... arguments) {
        Settings settings = Settings.fromEnvironment();
        var run = new RunKey("", arguments[1]);
        var space = ImportProgram.space(settings, arguments[2], arguments[3]);
        try (var database = ImportProgram.database(settings)) {
            var reversal = new ImportReversal(
                    new TransferStore(database),
                    ImportParts.writer(database),
                    space,
                    ImportParts.author(arguments[3], "undo:" + run.name()));
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
        return reversal.named().isEmpty() ? 0 : ImportProgram.INCOMPLETE;
    }
}
