package dev.toolbridge.api.migration;

import dev.toolbridge.database.MigrationStep;
import dev.toolbridge.database.MigrationSteps;
import java.util.List;

/// Migration 17 for databases in use: adds its column, then builds its index beside the writers.
final class LinkSteps {
    private static final String SCRIPT = MigrationScripts.text("V17__links.sql");
    private static final String CREATE = "CREATE INDEX ";

    static final MigrationSteps MIGRATION = new MigrationSteps(
            17,
            List.of(
                    new MigrationStep.Brief(List.of("item"), SCRIPT.substring(0, SCRIPT.indexOf(CREATE))),
                    new MigrationStep.Index(
                            "item_by_link",
                            SCRIPT.substring(SCRIPT.indexOf(CREATE))
                                    .replace(CREATE, CREATE + "CONCURRENTLY IF NOT EXISTS "))));

    private LinkSteps() {}
}
