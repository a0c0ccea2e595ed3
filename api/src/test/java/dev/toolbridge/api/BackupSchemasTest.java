package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.backup.Manifest;
import dev.toolbridge.api.store.UseCheck;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups of every older schema, of one database that grows from each to the next.
class BackupSchemasTest {
    @TempDir
    private Path folder;

    @Test
    void knowsTheTablesOfEverySchema() throws IOException {
        Migrate.Logins old = BackupTest.logins();
        for (int version = 1; version < Migrate.SCHEMA_VERSION; version++) {
            old.migrate(version);
            assertComesBack(old, version);
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
