package dev.toolbridge.api.migration;

import dev.toolbridge.database.MigrationStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The parts that migrations in steps are made of.
final class MigrationScripts {
    private static final String FOLDER = "/db/migration/";

    private MigrationScripts() {}

    /// The text of a migration's script.
    static String text(String name) {
        try (InputStream script = MigrationScripts.class.getResourceAsStream(FOLDER + name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Steps that run a block of short transactions over the rows of all tenants, on plans that do not depend
    /// on statistics.
    static List<MigrationStep> underMaintenance(String block) {
        return Stream.of(
                        "SET ROLE toolbridge_maintenance",
                        "SET enable_seqscan = off",
                        "SET plan_cache_mode = force_custom_plan",
                        block,
                        "RESET enable_seqscan",
                        "RESET ROLE")
                .<MigrationStep>map(MigrationStep.Unhurried::new)
                .toList();
    }
}
