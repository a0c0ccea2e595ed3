package dev.toolbridge.api.migration;

import dev.toolbridge.database.MigrationStep;
import dev.toolbridge.database.MigrationSteps;
import java.util.List;

/// Migration 20 for databases in use: adds its column and its table, then builds its index beside the writers.
final class MemorySteps {
    private static final String SCRIPT = MigrationScripts.text("V20__memories.sql");
    private static final String CREATE = "CREATE INDEX item_by_key";
    private static final int INDEX = SCRIPT.indexOf(CREATE);

    static final MigrationSteps MIGRATION = new MigrationSteps(
            20,
            List.of(
                    new MigrationStep.Brief(List.of("item", "wiped_space"), SCRIPT.substring(0, INDEX)),
                    new MigrationStep.Index(
                            "item_by_key",
                            SCRIPT.substring(INDEX)
                                    .replace(CREATE, "CREATE INDEX CONCURRENTLY IF NOT EXISTS item_by_key"))));

    private MemorySteps() {}
}
