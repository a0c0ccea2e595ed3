package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.backup.Manifest;
import dev.toolbridge.api.store.UseCheck;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Backups of every older schema, of one database that grows from each to the next.
@Order(1)
class BackupSchemasTest {
    private static final Migrate.Logins OLD = BackupTest.logins();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    void knowsTheTablesOfEverySchema(int version) throws IOException {
        OLD.migrate(version);

        Manifest taken = BackupTest.backups(OLD).take(folder.resolve("old"), "test");
        Migrate.Logins target = BackupTest.logins();
        Backup.restore(new Backup.Source(folder.resolve("old"), false), target);

        assertThat(UseCheck.requireExact(target.owner())).isZero();
        assertThat(taken.schemaVersion()).isEqualTo(version);
        assertThat(BackupTest.backups(target)
                        .take(folder.resolve("new"), "test")
                        .schemaVersion())
                .isEqualTo(Migrate.SCHEMA_VERSION);
    }
}
