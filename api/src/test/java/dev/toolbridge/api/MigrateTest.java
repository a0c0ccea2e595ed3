package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.RowSecurity;
import dev.toolbridge.database.SchemaVersion;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.config.SettingError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrateTest {
    /// The schema of the first programs, which no newer one serves.
    private static final int FIRST = 1;

    private final Workspace workspace = new Workspace();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void knowsItsNewestMigration() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.mapToInt(MigrateTest::version).max()).hasValue(Migrate.SCHEMA_VERSION);
        }
    }

    @Test
    void canRunAgain() {
        assertThatCode(() -> Migrate.run(workspace.owner(), workspace.login())).doesNotThrowAnyException();
    }

    @Test
    void refusesAnOlderSchemaAndANewerOneThatDoesNotServeIt() {
        SchemaVersion.require(workspace.database(), Migrate.SCHEMA_VERSION);

        assertThatThrownBy(() -> SchemaVersion.require(workspace.database(), Migrate.SCHEMA_VERSION + 1))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("run toolbridge-migrate first");
        assertThatThrownBy(() -> SchemaVersion.require(workspace.database(), FIRST))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("use the newer program");
    }

    @Test
    void acceptsANewerSchemaThatNamesTheProgramAsServed() {
        int newer = Migrate.SCHEMA_VERSION + 1;
        become(newer, Migrate.SCHEMA_VERSION);

        assertThatCode(() -> SchemaVersion.require(workspace.database(), Migrate.SCHEMA_VERSION))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SchemaVersion.require(workspace.database(), Migrate.SCHEMA_VERSION - 1))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("has schema version " + newer)
                .hasMessageContaining("serves programs from schema " + Migrate.SCHEMA_VERSION + " on")
                .hasMessageContaining("this program has " + (Migrate.SCHEMA_VERSION - 1));
    }

    @Test
    void takesANewerSchemaThatNamesNobodyForOneThatServesItselfOnly() {
        become(Migrate.SCHEMA_VERSION + 1, Migrate.SCHEMA_VERSION);
        become(Migrate.SCHEMA_VERSION + 2, 1);
        TestPostgres.execute(
                workspace.owner(), "DELETE FROM schema_served WHERE version > " + (Migrate.SCHEMA_VERSION + 1));

        assertThatThrownBy(() -> SchemaVersion.require(workspace.database(), Migrate.SCHEMA_VERSION))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("use the newer program");
    }

    @Test
    void leavesTheServerARoleThatRowSecurityHolds() {
        assertThatCode(() -> RowSecurity.require(workspace.database())).doesNotThrowAnyException();
    }

    @Test
    void createsItsExtensionsUnderAnOwnerWhoIsNoSuperuser() {
        try (var asOwner = Database.open(workspace.owner(), 1, "test")) {
            String owner = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user";
            assertThat(asOwner.single(owner, row -> row.column(1).getBoolean())).containsExactly(false);
            assertThat(asOwner.single("SELECT extname FROM pg_extension", row -> row.column(1)
                            .getString()))
                    .contains("pg_trgm", "unaccent", "btree_gin");
        }
    }

    @Test
    void refusesToServeUnderTheOwner() {
        try (var asOwner = Database.open(workspace.owner(), 1, "test")) {
            assertThatThrownBy(() -> RowSecurity.require(asOwner))
                    .isInstanceOf(SettingError.class)
                    .hasMessageContaining("item");
        }
    }

    @Test
    void refusesATableThatLostItsPolicy() {
        TestPostgres.execute(workspace.owner(), "DROP POLICY inside_space ON change");
        TestPostgres.execute(workspace.owner(), "DROP POLICY across_tenants ON change");
        TestPostgres.execute(workspace.owner(), "DROP POLICY for_webhooks ON change");

        assertThatThrownBy(() -> RowSecurity.require(workspace.database()))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining(": change;");
    }

    @Test
    void refusesATableThatDoesNotForceItsPolicies() {
        TestPostgres.execute(workspace.owner(), "ALTER TABLE item NO FORCE ROW LEVEL SECURITY");

        assertThatThrownBy(() -> RowSecurity.require(workspace.database()))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining(": item;");
    }

    /// Changes the schema as a later migration would.
    private void become(int version, int oldest) {
        TestPostgres.execute(workspace.owner(), """
                INSERT INTO flyway_schema_history
                SELECT %1$s, '%1$s', description, type, 'V%1$s__later.sql', checksum, installed_by, now(), 1, true
                FROM flyway_schema_history WHERE version = '1';
                INSERT INTO schema_served (version, oldest) VALUES (%1$s, %2$s)
                """.formatted(version, oldest));
    }

    private static int version(Path migration) {
        String name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
