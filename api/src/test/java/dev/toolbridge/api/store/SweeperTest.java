package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.database.Database;
import dev.toolbridge.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance MAINTENANCE = new Maintenance(WORKSPACE);
    private static final Duration KEPT = Duration.ofDays(90);

    private static final String CHANGES_OF_ONE_ITEM = """
            UPDATE space_head SET seq = 30000 WHERE space_id = 'SPACE';
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, at, operation, actor, request, payload)
            SELECT 'tenant', 'SPACE', n, 'note', 'SPACE', n, now() - interval '91 days', 'push', '{}', 'fill', '{}'
            FROM generate_series(1, 30000) n;
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
            VALUES ('tenant', 'SPACE', 'note', 'SPACE', 30000, 30000, 0, '{"sync":{}}');
            """;

    private static final String ROWS_READ = """
            SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_xact_user_tables WHERE relname IN ('item', 'change')
            """;

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void forgetsOldTombstonesAndVersionsButNotTheNewestOfALiveItem() {
        Item live = items.createNote(space, "{}");
        items.patch(space, live.uid(), "{\"n\":2}");
        Item deleted = items.createNote(space, "{}");
        items.write(space, TestItems.NOTE, new Mutation.Delete(deleted.uid()));
        MAINTENANCE.execute("UPDATE change SET at = at - interval '91 days' WHERE space_id = '" + space.id() + "'");
        Item fresh = items.createNote(space, "{}");
        items.write(space, TestItems.NOTE, new Mutation.Delete(fresh.uid()));

        sweep();

        assertThat(rows("SELECT count(*) FROM item")).isEqualTo(2);
        assertThat(rows("SELECT count(*) FROM change WHERE uid = '" + live.uid() + "'"))
                .isEqualTo(1);
        assertThat(rows("SELECT version FROM change WHERE uid = '" + live.uid() + "'"))
                .isEqualTo(2);
        assertThat(rows("SELECT count(*) FROM change WHERE uid = '" + deleted.uid() + "'"))
                .isZero();
        assertThat(items.items().head(space).tombstoneFloor()).isEqualTo(4);
        assertThat(rows("SELECT journal_floor FROM space_head")).isEqualTo(4);
    }

    @Test
    void forgetsAnOldVersionThatWasTheNewestWhenItWasSweptLast() {
        Item item = items.createNote(space, "{}");
        MAINTENANCE.execute("UPDATE change SET at = at - interval '91 days' WHERE space_id = '" + space.id() + "'");
        sweep();
        items.patch(space, item.uid(), "{\"n\":2}");
        MAINTENANCE.execute("UPDATE change SET at = at - interval '91 days' WHERE space_id = '" + space.id() + "'");
        sweep();

        assertThat(rows("SELECT count(*) FROM change")).isEqualTo(1);
        assertThat(rows("SELECT version FROM change")).isEqualTo(2);
    }

    @Test
    void forgetsReceiptsAfterADayAndEndedSessionsWhenTheyWouldHaveExpired() {
        var spaces = new SpaceStore(WORKSPACE.database());
        for (String key : List.of("old", "new")) {
            var once = new Once(space.id(), key, "request");
            items.apply(space, TestItems.batch(List.of(TestItems.create("{}")), Optional.of(once)));
        }
        MAINTENANCE.execute(
                "UPDATE idempotency_key SET created_at = created_at - interval '25 hours' WHERE key = 'old'");
        spaces.endSession(space, UUID.randomUUID(), Instant.now().minusSeconds(1));
        spaces.endSession(space, UUID.randomUUID(), Instant.now().plusSeconds(60));

        sweep();

        assertThat(rows("SELECT count(*) FROM idempotency_key")).isEqualTo(1);
        assertThat(rows("SELECT count(*) FROM ended_sync_session")).isEqualTo(1);
    }

    @Test
    void sweepsTheOthersWhileASpaceIsInUseAndThenComesBack() throws Exception {
        var other = new Space("tenant", UUID.randomUUID());
        for (Space one : List.of(space, other)) {
            items.createNote(one, "{}");
            age(one);
        }
        var sweeping = new FutureTask<>(SweeperTest::sweep, true);
        MAINTENANCE.holding("SELECT FROM space_head WHERE space_id = '" + space.id() + "' FOR UPDATE", () -> {
            Thread.ofVirtual().start(sweeping);
            awaitSwept(other);
            assertThat(floor(space)).isZero();
        });

        assertThat(sweeping.get()).isTrue();
        assertThat(floor(space)).isEqualTo(1);
    }

    @Test
    void leavesASpaceThatStaysInUseForLater() {
        items.createNote(space, "{}");
        age(space);

        MAINTENANCE.holding(
                "SELECT FROM space_head WHERE space_id = '" + space.id() + "' FOR UPDATE", SweeperTest::sweep);

        assertThat(floor(space)).isZero();
        sweep();
        assertThat(floor(space)).isEqualTo(1);
    }

    @Test
    void severalMaySweepAtOnce() throws Exception {
        var spaces = Stream.generate(() -> new Space("tenant", UUID.randomUUID()))
                .limit(4)
                .toList();
        for (Space one : spaces) {
            items.items().head(one);
            fill(one, 3_000);
        }
        var sweeps = Stream.generate(() -> new FutureTask<>(SweeperTest::sweep, true))
                .limit(4)
                .toList();
        sweeps.forEach(Thread.ofVirtual()::start);

        for (var one : sweeps) {
            assertThat(one.get()).isTrue();
        }
        assertThat(spaces).allSatisfy(one -> assertThat(floor(one)).isEqualTo(3_000));
    }

    @Test
    void saysNothingWhenAnotherWasFasterOrTheSpaceIsUnknown() {
        items.createNote(space, "{}");

        assertThat(part(space)).isEqualTo("nothing");
        assertThat(part(new Space("tenant", UUID.randomUUID()))).isEqualTo("nothing");
    }

    @Test
    void readsNoMoreThanItSweepsOnPlansThatWereMadeForSmallSpaces() {
        try (var one = Database.open(WORKSPACE.login(), 1, "test")) {
            for (int times = 0; times < 8; times++) {
                var small = new Space("tenant", UUID.randomUUID());
                items.createNote(small, "{}");
                age(small);
                assertThat(part(one, small)).isEqualTo("swept");
            }
            items.items().head(space);
            TestPostgres.execute(WORKSPACE.owner(), "ANALYZE item, change, space_head");
            fill(space, 30_000);

            assertThat(rowsReadByPart(one, space)).isLessThan(20_000);

            assertThat(floor(space)).isEqualTo(1_000);
        }
    }

    @Test
    void readsNoMoreThanItSweepsOfAnItemThatChangedOften() {
        items.items().head(space);
        TestPostgres.execute(WORKSPACE.owner(), "ANALYZE item, change, space_head");
        MAINTENANCE.execute(CHANGES_OF_ONE_ITEM.replace("SPACE", space.id().toString()));
        part(space);

        assertThat(rowsReadByPart(WORKSPACE.database(), space)).isLessThan(20_000);
        sweep();
        assertThat(rows("SELECT count(*) FROM change")).isEqualTo(1);
        assertThat(rows("SELECT version FROM change")).isEqualTo(30_000);
    }

    @Test
    void walksOnFromItsPlace() {
        MAINTENANCE.execute("INSERT INTO space_head (tenant_id, space_id)"
                + " SELECT 'many', gen_random_uuid() FROM generate_series(1, 5000)");
        items.createNote(space, "{}");
        age(space);

        sweep();

        assertThat(floor(space)).isEqualTo(1);
        MAINTENANCE.execute("DELETE FROM space_head WHERE tenant_id = 'many'");
    }

    @Test
    void sweepsManyReceiptsInParts() {
        items.createNote(space, "{}");
        MAINTENANCE.execute("""
                INSERT INTO idempotency_key (tenant_id, space_id, user_id, key, request, receipt, created_at)
                SELECT 'tenant', 'SPACE', 'SPACE', n, 'request', 'x', now() - interval '2 days'
                FROM generate_series(1, 5000) n
                """.replace("SPACE", space.id().toString()));

        sweep();

        assertThat(rows("SELECT count(*) FROM idempotency_key")).isZero();
    }

    /// The rows that one part reads, by its session's counters: other sessions report later, and would count.
    private static long rowsReadByPart(Database database, Space space) {
        return database.inTransaction(connection -> {
            long before = rowsRead(connection);
            assertThat(part(connection, space)).isEqualTo("swept");
            long read = rowsRead(connection) - before;
            connection.commit();
            return read;
        });
    }

    private static long rowsRead(Connection connection) throws SQLException {
        ResultSet row = connection.createStatement().executeQuery(ROWS_READ);
        row.next();
        return row.getLong(1);
    }

    private static String part(Space space) {
        return part(WORKSPACE.database(), space);
    }

    private static String part(Database database, Space space) {
        return database.with(connection -> part(connection, space));
    }

    private static String part(Connection connection, Space space) throws SQLException {
        try (var query = SpaceQuery.prepareInside(connection, "SELECT sweep_space(interval '90 days', ?, ?, false)")) {
            ResultSet row = query.bind(space.tenant()).bind(space.id()).onlyRows();
            row.next();
            return row.getString(1);
        }
    }

    private static void fill(Space space, int count) {
        MAINTENANCE.execute("""
                UPDATE space_head SET seq = SIZE WHERE space_id = 'SPACE';
                INSERT INTO change (
                  tenant_id, space_id, seq, type, uid, version, at, operation, actor, request, payload)
                SELECT 'tenant', 'SPACE', n, 'note', gen_random_uuid(), 1, now() - interval '91 days', 'create', '{}',
                  'fill', '{}' FROM generate_series(1, SIZE) n
                """.replace("SPACE", space.id().toString()).replace("SIZE", Integer.toString(count)));
    }

    private static void age(Space space) {
        MAINTENANCE.execute("UPDATE change SET at = at - interval '91 days' WHERE space_id = '" + space.id() + "'");
    }

    private static long floor(Space space) {
        return MAINTENANCE.number("SELECT journal_floor FROM space_head WHERE space_id = '" + space.id() + "'");
    }

    private static void awaitSwept(Space space) {
        long start = System.nanoTime();
        while (floor(space) == 0) {
            assertThat(System.nanoTime() - start)
                    .isLessThan(Duration.ofSeconds(20).toNanos());
        }
    }

    private static void sweep() {
        try (var sweeper = new Sweeper(WORKSPACE.database(), KEPT)) {
            sweeper.sweep();
        }
    }

    private long rows(String sql) {
        try (Connection connection = TestPostgres.connect(WORKSPACE.login());
                var query = SpaceQuery.prepare(connection, space, sql)) {
            var row = query.rows();
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
