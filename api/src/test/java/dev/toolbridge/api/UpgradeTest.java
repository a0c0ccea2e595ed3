package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.store.AuditCheck;
import dev.toolbridge.api.store.UpgradeReader;
import dev.toolbridge.api.store.UseCheck;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Migrates older schemas, with rows, while a server reads.
class UpgradeTest {
    private static final String SHAPE = """
            SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL
            SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace
            UNION ALL
            SELECT attrelid::regclass || ' ' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull
            FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND attnum > 0
            UNION ALL
            SELECT proname || ' ' || proacl::text || ' ' || pg_get_userbyid(proowner) || ' ' || prosrc
            FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            UNION ALL
            SELECT tablename || ' ' || policyname || ' ' || qual || ' ' || with_check FROM pg_policies
            ORDER BY 1
            """;

    private final DatabaseUrl owner = TestPostgres.newDatabase();
    private final Migrate.Logins logins = new Migrate.Logins(owner, TestPostgres.login(owner), Optional.empty());
    private final UUID space = UUID.randomUUID();

    /// The first schema, and the one from which releases are upgraded that have an audit chain.
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void bringsAFilledSchemaUpToDateWhileAServerReads(int version) throws Exception {
        logins.migrate(version);
        fill(version);
        try (var database = Database.open(logins.server(), 4, "test")) {
            var reader = new UpgradeReader(database, space);
            var end = new CountDownLatch(1);
            var reads = new FutureTask<>(() -> reader.readUntil(end));
            Thread.ofVirtual().start(reads);

            logins.migrate(Migrate.SCHEMA_VERSION);
            end.countDown();

            assertThat(reads.get()).isPositive();
            assertThat(UseCheck.requireExact(owner)).isEqualTo(3_000);
            reader.requireFiled(3_000);
            reader.requireCursorsAndWritesGoOn();
            if (version > 1) {
                reader.requireReceiptsAndSessionsKept();
            }
        }
        UseCheck.requireExact(owner);
        assertThat(texts(owner, SHAPE)).isEqualTo(texts(fresh(), SHAPE)).isNotEmpty();
        assertThat(AuditCheck.all(owner)).allMatch(AuditCheck.Result::isWhole).hasSize(version > 2 ? 1 : 0);
    }

    @Test
    void goesOnAfterAMigrationThatEndedInTheMiddle() throws SQLException {
        logins.migrate(3);
        fill(3);
        TestPostgres.execute(
                owner,
                "ALTER TABLE item ADD CONSTRAINT item_is_numbered CHECK (seq > 0 AND version > 0)"
                        + " NOT VALID; CREATE INDEX new_item_by_type ON item (tenant_id);"
                        + " DROP INDEX change_by_item");
        leaveUnfinished("new_item_by_type");

        logins.migrate(Migrate.SCHEMA_VERSION);

        assertThat(texts(owner, SHAPE)).isEqualTo(texts(fresh(), SHAPE));
    }

    /// Servers of the release before write on: what they write is counted once, by a trigger or by a later part.
    @Test
    void countsWhatIsWrittenMeanwhile() throws Exception {
        logins.migrate(9);
        fill(9);
        // The store of today writes these columns.
        TestPostgres.execute(
                owner, "ALTER TABLE item ADD COLUMN link_uid uuid, ADD COLUMN item_key text COLLATE \"C\"");
        try (var database = Database.open(logins.server(), 4, "test")) {
            var reader = new UpgradeReader(database, space);
            var end = new CountDownLatch(1);
            var writes = new FutureTask<>(() -> reader.writeUntil(end));
            Thread.ofVirtual().start(writes);

            logins.migrate(Migrate.SCHEMA_VERSION);
            end.countDown();

            assertThat(writes.get()).isPositive();
            assertThat(UseCheck.requireExact(owner)).isGreaterThan(3_000);
        }
        assertThat(texts(owner, SHAPE)).isEqualTo(texts(fresh(), SHAPE));
    }

    @Test
    void givesWayToALongTransactionWhichWaitsForNobody() throws Exception {
        logins.migrate(3);
        fill(3);
        var migration = new FutureTask<>(() -> logins.migrate(Migrate.SCHEMA_VERSION), true);
        try (Connection busy = TestPostgres.connect(logins.server())) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("SELECT count(*) FROM item");
            Thread.ofVirtual().start(migration);
            long slowest = 0;
            for (int times = 0; times < 100; times++) {
                long start = System.nanoTime();
                texts(logins.server(), "SELECT count(*)::text FROM item");
                slowest = Math.max(slowest, System.nanoTime() - start);
            }
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(10));
            assertThat(migration.isDone()).isFalse();
            busy.rollback();
        }
        assertThat(migration.get()).isTrue();
    }

    /// Marks an index as left unfinished by its builder, which only a superuser may do.
    private void leaveUnfinished(String index) throws SQLException {
        String database = owner.jdbc().substring(owner.jdbc().lastIndexOf('/') + 1);
        var admin = TestPostgres.admin(database);
        TestPostgres.execute(
                admin, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '" + index + "'::regclass");
    }

    private void fill(int version) {
        execute("""
                INSERT INTO space_head (tenant_id, space_id, seq) VALUES ('tenant', 'SPACE', 3000);
                INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
                SELECT 'tenant', 'SPACE', 'note', gen_random_uuid(), n, 1, n,
                  '{"sync":{},"title":"old","tags":["a","b"],"status":"active","dueDate":"2026-03-01"}'
                FROM generate_series(1, 3000) n;
                INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
                SELECT tenant_id, space_id, seq, type, uid, version, 'create', '{}', 'fill', payload FROM item;
                """);
        if (version > 1) {
            execute("""
                    INSERT INTO idempotency_key (tenant_id, space_id, user_id, key, request, receipt)
                    VALUES ('tenant', 'SPACE', 'SPACE', 'key', 'request', 'receipt');
                    INSERT INTO ended_sync_session (tenant_id, space_id, id, expires_at)
                    VALUES ('tenant', 'SPACE', 'SPACE', now() + interval '10 minutes')
                    """);
        }
        if (version > 2) {
            execute("""
                    SELECT set_config('app.tenant', 'tenant', true);
                    SELECT append_audit('tenant', '{}', 'key.created', 'x', '{}', 'request') FROM generate_series(1, 3)
                    """);
        }
    }

    private void execute(String statements) {
        TestPostgres.execute(
                owner,
                "GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE; SET ROLE toolbridge_maintenance; "
                        + statements.replace("SPACE", space.toString()));
    }

    /// A database that had no older schema.
    private static DatabaseUrl fresh() {
        return Workspace.newDatabase();
    }

    private static List<String> texts(DatabaseUrl url, String query) throws SQLException {
        try (Connection connection = TestPostgres.connect(url);
                var statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(query);
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
