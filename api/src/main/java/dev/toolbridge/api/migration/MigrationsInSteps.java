package dev.toolbridge.api.migration;

import dev.toolbridge.database.MigrationSteps;
import java.util.List;

/// The migrations that a database in use takes in steps, beside its writers.
public final class MigrationsInSteps {
    public static final List<MigrationSteps> ALL = List.of(
            AccessPathSteps.MIGRATION,
            FilingSteps.MIGRATION,
            UseSteps.MIGRATION,
            RunSteps.MIGRATION,
            LinkSteps.MIGRATION,
            MemorySteps.MIGRATION,
            NumberSteps.MIGRATION);

    private MigrationsInSteps() {}
}
