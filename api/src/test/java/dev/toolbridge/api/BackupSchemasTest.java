package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.backup.Manifest;
import dev.toolbridge.api.store.UseCheck;
import java.io.IOException;
import java.nio.file.Path;
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
        for (int version = 1; version < Migrate.SCHEMA_VERSION; version++) {
            if (IS_ALL || version % STEP == 1 || version >= Migrate.SCHEMA_VERSION - NEWEST) {
                old.migrate(version);
                assertComesBack(old, version);
            }
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
