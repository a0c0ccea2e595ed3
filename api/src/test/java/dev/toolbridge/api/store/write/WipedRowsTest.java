package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.place.FeedQuery;
import dev.toolbridge.api.journal.Change;
import dev.toolbridge.api.journal.Journal.HistoryPage;
import dev.toolbridge.api.journal.Past;
import dev.toolbridge.api.store.Finisher;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.store.read.FeedStore;
import dev.toolbridge.api.store.read.JournalStore;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Wiped rows count as absent at once, block no other write, and are deleted in parts.
class WipedRowsTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance MAINTENANCE = new Maintenance(WORKSPACE);
    private static final EntityType NOTE = TestItems.NOTE;
    private static final EntityType COMMENT = Entities.named("comment");
    private static final HistoryPage HISTORY = new HistoryPage(Long.MAX_VALUE, 10);
    private static final int MANY = 5_000;
    private static final String WAITING = """
            SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE NOT granted AND datname = current_database()
            """;

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final JournalStore journal = new JournalStore(WORKSPACE.database());
    private final FeedStore feed = new FeedStore(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void countAsAbsentForEveryReader() {
        Item note = items.createNote(space, "{}");
        items.wipe(space);

        assertThat(rows("item")).isEqualTo(1);
        assertThat(items.items().find(space, new Key(NOTE, note.uid()))).isInstanceOf(Lookup.Missing.class);
        for (boolean isNewestFirst : new boolean[] {false, true}) {
            assertThat(items.notes(space, isNewestFirst, Optional.empty(), true).items())
                    .isEmpty();
        }
        for (var type : List.of(Optional.of(NOTE), Optional.<EntityType>empty())) {
            var query = new FeedQuery(type, 10, Optional.empty(), OptionalInt.empty());
            assertThat(feed.read(space, query).entries()).isEmpty();
        }
        assertThat(feed.latest(space, 10, List.of()).entries()).isEmpty();
        assertThat(journal.history(space, NOTE, note.uid(), HISTORY).changes()).isEmpty();
        assertThat(journal.version(space, new Key(NOTE, note.uid()), 1)).isEqualTo(new Past.Missing());
    }

    @Test
    void countAsAbsentForEveryDecision() {
        Item note = items.createNote(space, "{}");
        items.wipe(space);

        var delete = items.write(space, NOTE, new Mutation.Delete(note.uid()));
        assertThat(delete).isInstanceOf(Outcome.Refused.class);
        assertThatThrownBy(() -> items.create(space, COMMENT, under(note.uid())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not found");
        assertThat(items.push(space, NOTE, "{\"uid\":\"" + note.uid() + "\",\"updatedTs\":\"1\"}"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Changed.class,
                        changed -> assertThat(changed.item().version()).isEqualTo(1));
    }

    @Test
    void areNoReferrersOfAnItemThatHasTheirParentsUid() {
        EntityType list = Entities.named("task_list");
        UUID uid = UUID.randomUUID();
        items.write(space, list, new Mutation.Create(uid, TestItems.body("{}")));
        items.create(space, Entities.named("task"), "{\"taskListUid\":\"" + uid + "\"}");
        items.wipe(space);
        items.write(space, list, new Mutation.Create(uid, TestItems.body("{}")));

        items.write(space, list, new Mutation.Delete(uid));

        String released = "SELECT count(*) FROM change WHERE operation = 'release' AND space_id = '" + space.id() + "'";
        assertThat(MAINTENANCE.number(released)).isZero();
    }

    @Test
    void standInNobodysWay() {
        Item note = items.createNote(space, "{}");
        items.patch(space, note.uid(), "{\"n\":1}");
        items.patch(space, note.uid(), "{\"n\":2}");
        items.wipe(space);

        create(note.uid(), "{\"n\":3}");
        items.patch(space, note.uid(), "{\"n\":4}");
        assertThat(versions(note.uid())).containsExactly(2L, 1L);
        finish();
        items.patch(space, note.uid(), "{\"n\":5}");

        assertThat(versions(note.uid())).containsExactly(3L, 2L, 1L);
        assertThat(rows("item")).isEqualTo(1);
        assertThat(rows("wiped_space")).isZero();
    }

    @Test
    void standInNobodysWayWhoWaitedForTheWipeOfAnotherServer() throws Exception {
        Item note = items.createNote(space, "{}");
        var elsewhere = new TestItems(WORKSPACE.database());
        try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes = new ArrayList<Future<?>>();
            MAINTENANCE.holding("SELECT FROM space_head WHERE space_id = '" + space.id() + "' FOR UPDATE", () -> {
                writes.add(servers.submit(() -> items.wipe(space)));
                awaitWaiting(1);
                writes.add(servers.submit(() ->
                        elsewhere.write(space, NOTE, new Mutation.Create(note.uid(), TestItems.body("{\"n\":1}")))));
                awaitWaiting(2);
            });
            writes.getFirst().get();

            assertThat(writes.getLast().get()).isInstanceOf(Outcome.Changed.class);
        }
        assertThat(versions(note.uid())).containsExactly(1L);
    }

    @Test
    void doNotMakeAPushOfTheSameBatchFail() {
        List<String> pushed = Stream.generate(UUID::randomUUID)
                .limit(50)
                .map(WipedRowsTest::pushed)
                .toList();
        items.push(space, NOTE, pushed.toArray(String[]::new));
        items.wipe(space);

        assertThat(items.push(space, NOTE, pushed.toArray(String[]::new)))
                .hasSize(50)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Changed.class));
        finish();
        assertThat(rows("item")).isEqualTo(50);
        assertThat(rows("change")).isEqualTo(51);
    }

    @Test
    void areDeletedInPartsThatAnyServerGoesOnWith() {
        finish();
        fill(MANY);
        items.wipe(space);

        MAINTENANCE.execute("SELECT clean_wiped_space()");
        assertThat(rows("item")).isBetween(1L, MANY - 1L);
        items.createNote(space, "{}");
        items.wipe(space);
        Item kept = items.createNote(space, "{}");
        finish();

        assertThat(rows("item")).isEqualTo(1);
        assertThat(rows("change")).isEqualTo(2);
        assertThat(rows("wiped_space")).isZero();
        assertThat(items.items().find(space, new Key(NOTE, kept.uid()))).isInstanceOf(Lookup.Live.class);
    }

    @Test
    void areLeftToWhoIsAtThem() {
        items.createNote(space, "{}");
        items.wipe(space);

        MAINTENANCE.holding("SELECT FROM wiped_space FOR UPDATE", WipedRowsTest::finish);

        assertThat(rows("item")).isEqualTo(1);
    }

    @Test
    void areCountedAsFarAsAShortTransactionGoes() {
        fill(WipeTransaction.COUNTED_MAX + 7);

        var first = items.wipe(space);
        var second = items.wipe(space);

        assertThat(first.areMore()).isTrue();
        assertThat(first.deleted().get("note")).isEqualTo(WipeTransaction.COUNTED_MAX + 1);
        assertThat(second.areMore()).isFalse();
        assertThat(second.deleted()).containsEntry("note", 0L);
    }

    @Test
    void areCountedToTheLastOneAtTheEdge() {
        fill(WipeTransaction.COUNTED_MAX);

        var wiped = items.wipe(space);

        assertThat(wiped.areMore()).isFalse();
        assertThat(wiped.deleted().get("note")).isEqualTo(WipeTransaction.COUNTED_MAX);
    }

    private void fill(int count) {
        items.items().head(space);
        MAINTENANCE.execute("""
                WITH head AS (
                  UPDATE space_head SET seq = seq + SIZE WHERE space_id = 'SPACE' RETURNING seq - SIZE AS seq
                ), fresh AS (
                  INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
                  SELECT 'tenant', 'SPACE', 'note', gen_random_uuid(), head.seq + n, 1, 0, '{"sync":{}}'
                  FROM head CROSS JOIN generate_series(1, SIZE) n RETURNING *
                )
                INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
                SELECT tenant_id, space_id, seq, type, uid, version, 'create', '{}', 'fill', payload FROM fresh
                """.replace("SPACE", space.id().toString()).replace("SIZE", Integer.toString(count)));
    }

    private static void awaitWaiting(int writers) {
        while (MAINTENANCE.number(WAITING) < writers) {
            Thread.onSpinWait();
        }
    }

    private void create(UUID uid, String json) {
        TestItems.changed(items.write(space, NOTE, new Mutation.Create(uid, TestItems.body(json))));
    }

    private List<Long> versions(UUID uid) {
        return journal.history(space, NOTE, uid, HISTORY).changes().stream()
                .map(Change::version)
                .toList();
    }

    private static String pushed(UUID uid) {
        return "{\"uid\":\"" + uid + "\",\"updatedTs\":\"1000\"}";
    }

    private static String under(UUID note) {
        return "{\"parentType\":\"note\",\"parentUid\":\"" + note + "\"}";
    }

    private static void finish() {
        try (var finisher = new Finisher(WORKSPACE.database(), InstantSource.system(), _ -> {})) {
            finisher.finish();
        }
    }

    private long rows(String table) {
        return MAINTENANCE.number("SELECT count(*) FROM " + table + " WHERE space_id = '" + space.id() + "'");
    }
}
