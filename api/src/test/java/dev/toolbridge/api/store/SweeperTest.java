package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Mutation;
import dev.toolbridge.api.item.Once;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.service.database.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Duration KEPT = Duration.ofDays(90);

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
        asMaintenance("UPDATE change SET at = at - interval '91 days' WHERE space_id = '" + space.id() + "'");
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
        asMaintenance("UPDATE change SET at = at - interval '91 days' WHERE space_id = '" + space.id() + "'");
        sweep();
        items.patch(space, item.uid(), "{\"n\":2}");
        asMaintenance("UPDATE change SET at = at - interval '91 days' WHERE space_id = '" + space.id() + "'");
        sweep();

        assertThat(rows("SELECT count(*) FROM change")).isEqualTo(1);
        assertThat(rows("SELECT version FROM change")).isEqualTo(2);
    }

    @Test
    void forgetsReceiptsAfterADayAndEndedSessionsWhenTheyWouldHaveExpired() {
        var spaces = new SpaceStore(WORKSPACE.database());
        for (String key : List.of("old", "new")) {
            var once = new Once(space.id(), key, "request", _ -> Optional.of(new byte[] {1}));
            items.apply(space, TestItems.batch(List.of(TestItems.create("{}")), Optional.of(once)));
        }
        asMaintenance("UPDATE idempotency_key SET created_at = created_at - interval '25 hours' WHERE key = 'old'");
        spaces.endSession(space, UUID.randomUUID(), Instant.now().minusSeconds(1));
        spaces.endSession(space, UUID.randomUUID(), Instant.now().plusSeconds(60));

        sweep();

        assertThat(rows("SELECT count(*) FROM idempotency_key")).isEqualTo(1);
        assertThat(rows("SELECT count(*) FROM ended_sync_session")).isEqualTo(1);
    }

    private static void sweep() {
        try (var sweeper = new Sweeper(WORKSPACE.database(), KEPT)) {
            sweeper.sweep();
        }
    }

    private static void asMaintenance(String statement) {
        TestPostgres.execute(
                WORKSPACE.owner(),
                "GRANT toolbridge_maintenance TO CURRENT_USER WITH SET TRUE; SET ROLE toolbridge_maintenance;"
                        + statement);
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
