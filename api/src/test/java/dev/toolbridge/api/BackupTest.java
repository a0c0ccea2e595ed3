package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.backup.BackupFailure;
import dev.toolbridge.api.backup.BackupFolder;
import dev.toolbridge.api.backup.Backups;
import dev.toolbridge.api.backup.Manifest;
import dev.toolbridge.api.store.UseCheck;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.Migrations;
import dev.toolbridge.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final String AGAIN = "'0191a2b3-0000-7000-8000-0000000000aa'::uuid";

    @TempDir
    private Path folder;

    private final Migrate.Logins origin = migrated();

    BackupTest() {
        for (int tenant = 1; tenant <= 2; tenant++) {
            execute(origin, head(tenant));
            execute(origin, items(tenant));
        }
    }

    @Test
    void restoresEveryRowOfEveryTenantAndRenewsIncarnations() throws IOException {
        Manifest taken = backups(origin).take(folder.resolve("one"), "test");
        Migrate.Logins target = logins();

        Backup.restore(new Backup.Source(folder.resolve("one"), false), target);

        Manifest again = backups(target).take(folder.resolve("two"), "test");
        assertThat(again.rows()).isEqualTo(taken.rows()).isEqualTo(1002);
        assertThat(again.tables())
                .filteredOn(table -> !table.name().equals("space_head"))
                .containsExactlyElementsOf(taken.tables().stream()
                        .filter(table -> !table.name().equals("space_head"))
                        .toList());
        assertThat(incarnations(target)).hasSize(2).doesNotContainAnyElementsOf(incarnations(origin));
        assertThat(UseCheck.requireExact(origin.owner())).isEqualTo(1000);
        assertThat(UseCheck.requireExact(target.owner())).isEqualTo(1000);
    }

    @Test
    void holdsEveryTableOfTheSchema() {
        Manifest taken = backups(origin).take(folder.resolve("one"), "test");

        assertThat(taken.tables()).extracting(Manifest.Table::name).containsExactlyInAnyOrderElementsOf(tables());
    }

    @Test
    void leavesTheIndexOfSearchOutSoThatItIsMadeAgain() throws IOException {
        execute(origin, """
                INSERT INTO text_cursor (tenant_id, space_id, seq) SELECT tenant_id, space_id, seq FROM space_head;
                INSERT INTO item_text (tenant_id, space_id, type, uid, seq, words, title, is_partial)
                SELECT tenant_id, space_id, type, uid, seq, 'word', 'title', false FROM item
                """);
        Manifest taken = backups(origin).take(folder.resolve("one"), "test");
        Migrate.Logins target = logins();

        Backup.restore(new Backup.Source(folder.resolve("one"), false), target);

        DatabaseUrl maintenance = target.maintenance().orElseThrow();
        assertThat(taken.rows()).isEqualTo(1002);
        assertThat(texts(maintenance, "SELECT count(*) FROM item_text")).containsExactly("0");
        assertThat(texts(
                        maintenance,
                        "SELECT count(*) FROM unindexed_space('', '00000000-0000-0000-0000-000000000000')"
                                + " WHERE is_due"))
                .containsExactly("1");
    }

    @Test
    void showsOneInstantWhileOthersWrite() throws SQLException {
        Manifest taken;
        try (Connection writer = TestPostgres.connect(origin.maintenance().orElseThrow())) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("DELETE FROM item");
            taken = backups(origin).take(folder.resolve("one"), "test");
            writer.commit();
        }

        assertThat(taken.rows()).isEqualTo(1002);
    }

    @Test
    void refusesADamagedFile() throws IOException {
        backups(origin).take(folder.resolve("one"), "test");
        Path file = folder.resolve("one").resolve("item.copy.gz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2]++;
        Files.write(file, bytes);

        assertThatThrownBy(() -> new BackupFolder(folder.resolve("one")).verified())
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("item");
        assertThatThrownBy(() -> Backup.restore(new Backup.Source(folder.resolve("one"), false), logins()))
                .isInstanceOf(BackupFailure.class);
    }

    @Test
    void refusesADatabaseThatIsNotEmpty() {
        backups(origin).take(folder.resolve("one"), "test");

        assertThatThrownBy(() -> Backup.restore(new Backup.Source(folder.resolve("one"), false), origin))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("not empty");
        assertThat(incarnations(origin)).hasSize(2);
    }

    @Test
    void refusesToLeaveATableOut() {
        TestPostgres.execute(origin.owner(), "CREATE TABLE secret_diary (tenant_id text PRIMARY KEY)");

        assertThatThrownBy(() -> backups(origin).take(folder.resolve("one"), "test"))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("secret_diary");
        assertThat(folder.resolve("one")).doesNotExist();
    }

    @Test
    void leavesOutWhatWasWiped() throws IOException {
        execute(origin, """
                UPDATE space_head SET wiped_seq = 200, epoch = 2, last_wipe_at = now() WHERE tenant_id = 'tenant 1';
                INSERT INTO idempotency_key (tenant_id, space_id, user_id, key, request, receipt, epoch)
                SELECT tenant_id, space_id, space_id, n, '', '', n FROM space_head, generate_series(0, 2) n
                WHERE tenant_id = 'tenant 1'
                """);
        Manifest taken = backups(origin).take(folder.resolve("one"), "test");
        Migrate.Logins target = logins();

        Backup.restore(new Backup.Source(folder.resolve("one"), false), target);

        assertThat(taken.rows()).isEqualTo(1002 - 200 + 1);
        assertThat(texts(target.maintenance().orElseThrow(), "SELECT min(seq) FROM item WHERE tenant_id = 'tenant 1'"))
                .containsExactly("201");
        assertThat(backups(target).take(folder.resolve("two"), "test").rows()).isEqualTo(taken.rows());
        assertThat(UseCheck.requireExact(target.owner())).isEqualTo(800);
    }

    @Test
    void fillsADatabaseTwiceAsItsRowsMoveThere() throws IOException {
        Migrate.Logins target = logins();
        target.migrate(Migrate.SCHEMA_VERSION);
        execute(
                origin,
                items(1).replace("gen_random_uuid(), n", AGAIN + ", n + 500").replace("1, 500", "1, 1"));
        fill(target, "first");
        execute(origin, """
                UPDATE space_head SET wiped_seq = 501, seq = 502, epoch = 2 WHERE tenant_id = 'tenant 1';
                DELETE FROM item WHERE tenant_id = 'tenant 1' AND (seq <= 150 OR seq = 501);
                UPDATE item SET payload = '{"text":"a longer one"}', seq = 901 WHERE tenant_id = 'tenant 2' AND seq = 7;
                INSERT INTO user_profile (tenant_id, user_id, time_zone)
                SELECT tenant_id, gen_random_uuid(), 'UTC' FROM space_head
                """);
        execute(
                origin,
                items(1).replace("gen_random_uuid(), n", AGAIN + ", n + 501").replace("1, 500", "1, 1"));

        Manifest taken = fill(target, "second");

        assertThat(backups(target).take(folder.resolve("again"), "test").tables())
                .containsExactlyElementsOf(taken.tables());
        assertThat(taken.rows()).isEqualTo(2 + 501 + 2);
        assertThat(incarnations(target)).containsExactlyInAnyOrderElementsOf(incarnations(origin));
        assertThat(UseCheck.requireExact(target.owner())).isEqualTo(501);
    }

    @Test
    void fillsNoDatabaseWithAnotherSchema() {
        Migrate.Logins target = logins();
        target.migrate(Migrate.SCHEMA_VERSION - 1);

        assertThatThrownBy(() -> fill(target, "first"))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("schema");
    }

    private Manifest fill(Migrate.Logins target, String name) throws IOException {
        Manifest taken = backups(origin).take(folder.resolve(name), "test");
        backups(target).fill(folder.resolve(name), taken);
        return taken;
    }

    @Test
    void isNotPossibleForTheServersRole() {
        assertThatThrownBy(() -> new Backups(origin.server()).take(folder.resolve("one"), "test"))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("may not read");
    }

    static String head(int tenant) {
        return """
                INSERT INTO space_head (tenant_id, space_id, seq)
                VALUES ('tenant %1$s', '0191a2b3-0000-7000-8000-00000000000%1$s', 2)
                """.formatted(tenant);
    }

    static String items(int tenant) {
        return """
                INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
                SELECT 'tenant %1$s', '0191a2b3-0000-7000-8000-00000000000%1$s', 'note', gen_random_uuid(), n, 1, n,
                       jsonb_build_object('text', E'tab \t, line \n, back \\ slash, \u00fc', 'n', n)
                FROM generate_series(1, 500) n
                """.formatted(tenant);
    }

    static Backups backups(Migrate.Logins logins) {
        return new Backups(logins.maintenance().orElseThrow());
    }

    /// A database with the present schema.
    static Migrate.Logins migrated() {
        Migrate.Logins logins = logins(Workspace.newDatabase());
        Migrations.grantLogin(logins.owner(), logins.server(), "toolbridge_server");
        Migrations.grantLogin(logins.owner(), logins.maintenance().orElseThrow(), "toolbridge_maintenance");
        return logins;
    }

    /// An empty database.
    static Migrate.Logins logins() {
        return logins(TestPostgres.newDatabase());
    }

    private static Migrate.Logins logins(DatabaseUrl owner) {
        DatabaseUrl server = TestPostgres.login(owner);
        var maintenance = owner.as("maintenance_" + server.user(), server.password());
        return new Migrate.Logins(owner, server, Optional.of(maintenance));
    }

    static void execute(Migrate.Logins logins, String statement) {
        TestPostgres.execute(logins.maintenance().orElseThrow(), statement);
    }

    private static List<String> incarnations(Migrate.Logins logins) {
        return texts(logins.maintenance().orElseThrow(), "SELECT incarnation FROM space_head");
    }

    /// The tables that are not made of others.
    private List<String> tables() {
        return texts(origin.owner(), """
                SELECT tablename FROM pg_tables WHERE schemaname = 'public'
                  AND tablename NOT IN (
                  'flyway_schema_history', 'schema_served', 'space_use', 'item_tag', 'item_text', 'text_cursor',
                  'quota_day', 'console_session')
                """);
    }

    private static List<String> texts(DatabaseUrl url, String query) {
        try (Connection connection = TestPostgres.connect(url);
                var statement = connection.createStatement()) {
            var rows = statement.executeQuery(query);
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
