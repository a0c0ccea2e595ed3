package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.backup.Manifest;
import dev.toolbridge.api.store.UseCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups of older schemas, of one database that grows from each to the next: of some, and of every one with
/// `-Dtoolbridge.schemas=all`.
class BackupSchemasTest {
    private static final boolean IS_ALL = "all".equals(System.getProperty("toolbridge.schemas"));
    private static final int STEP = 5;
    private static final int NEWEST = 2;

    @TempDir
    private Path folder;

    @Test
    void knowsTheTablesOfOlderSchemas() throws IOException {
        Migrate.Logins old = BackupTest.logins();
        List<Integer> versions = older();
        for (int version : versions) {
            boolean isNew = versions.indexOf(version) >= versions.size() - NEWEST;
            if (IS_ALL || version % STEP == 1 || isNew) {
                old.migrate(version);
                assertComesBack(old, version);
            }
        }
    }

    /// The versions before the present one; numbers may be left out.
    private static List<Integer> older() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.map(MigrateTest::version)
                    .filter(version -> version < Migrate.SCHEMA_VERSION)
                    .sorted()
                    .toList();
        }
    }

    private void assertComesBack(Migrate.Logins old, int version) throws IOException {
        Path kept = folder.resolve("old-" + version);
        Manifest taken = BackupTest.backups(old).take(kept, "test");
        Migrate.Logins target = BackupTest.logins();
        Backup.restore(new Backup.Source(kept, false), target);

        assertThat(UseCheck.requireExact(target.owner())).isZero();
        assertThat(taken.schemaVersion()).isEqualTo(version);
        assertThat(BackupTest.backups(target)
                        .take(folder.resolve("new-" + version), "test")
                        .schemaVersion())
                .as("from schema %s", version)
                .isEqualTo(Migrate.SCHEMA_VERSION);
    }
}
