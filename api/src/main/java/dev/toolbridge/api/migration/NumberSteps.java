package dev.toolbridge.api.migration;

import dev.toolbridge.database.MigrationStep;
import dev.toolbridge.database.MigrationSteps;
import java.util.List;

/// Migration 23 for databases in use: adds its columns and triggers, then builds its index beside the writers.
final class NumberSteps {
    private static final String SCRIPT = MigrationScripts.text("V23__numbers.sql");
    private static final String CREATE = "CREATE INDEX item_by_number";
    private static final int INDEX = SCRIPT.indexOf(CREATE);

    static final MigrationSteps MIGRATION = new MigrationSteps(
            23,
            List.of(
                    new MigrationStep.Brief(List.of("item", "space", "webhook"), SCRIPT.substring(0, INDEX)),
                    new MigrationStep.Index(
                            "item_by_number",
                            SCRIPT.substring(INDEX)
                                    .replace(CREATE, "CREATE INDEX CONCURRENTLY IF NOT EXISTS item_by_number"))));

    private NumberSteps() {}
}
