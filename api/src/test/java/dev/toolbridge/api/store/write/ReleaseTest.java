package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.store.Finisher;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A deletion that releases others works in parts, each with its own entries in the journal, and completes.
class ReleaseTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance MAINTENANCE = new Maintenance(WORKSPACE);
    private static final EntityType LIST = Entities.named("task_list");
    private static final EntityType TASK = Entities.named("task");
    private static final int MORE_THAN_TWO_PARTS = 2 * Referrers.ITEMS_MAX + 1;

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());
    private final UUID list = items.create(space, LIST, "{}").uid();

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void releasesAFewHundredWithTheDeletionAndTheOthersAfterwards() {
        fill(MORE_THAN_TWO_PARTS, "");

        delete();

        assertThat(released()).isEqualTo(Referrers.ITEMS_MAX);
        assertThat(referring()).isEqualTo(MORE_THAN_TWO_PARTS - Referrers.ITEMS_MAX);
        assertThat(release()).isTrue();
        assertThat(referring()).isEqualTo(1);
        finish();
        assertThat(referring()).isZero();
        assertThat(number("SELECT count(*) FROM pending_release")).isZero();
        assertThat(number("SELECT count(*) FROM change WHERE operation = 'release' AND version = 2 AND type = 'task'"
                        + " AND actor->>'user' = 'tester' AND request = 'request'"))
                .isEqualTo(MORE_THAN_TWO_PARTS);
        assertThat(number("SELECT max(seq) - count(DISTINCT seq) FROM change")).isLessThanOrEqualTo(1);
    }

    @Test
    void leavesNothingForLaterWhenAllFitsIntoOneTransaction() {
        fill(Referrers.ITEMS_MAX, "");

        delete();

        assertThat(referring()).isZero();
        assertThat(number("SELECT count(*) FROM pending_release")).isZero();
    }

    @Test
    void bringsNoMoreIntoMemoryThanATransactionMayHold() {
        fill(20, "x".repeat(1_000_000));

        delete();

        assertThat(released()).isBetween(1L, 11L);
        finish();
        assertThat(referring()).isZero();
    }

    @Test
    void releasesAlsoWhatChangedMeanwhileOrCameToReferToTheDeletedList() {
        fill(MORE_THAN_TWO_PARTS, "");
        delete();
        UUID late = items.create(space, TASK, in(list)).uid();

        finish();

        assertThat(referring()).isZero();
        assertThat(live(late).version()).isEqualTo(2);
    }

    @Test
    void leavesAloneWhatCameToReferToTheListAfterItWasRevived() {
        fill(MORE_THAN_TWO_PARTS, "");
        delete();
        String revived = "{\"uid\":\"" + list + "\",\"updatedTs\":\"" + (System.currentTimeMillis() + 2_000)
                + "\",\"sync\":{\"isDeleted\":false}}";
        assertThat(items.push(space, LIST, revived)).singleElement().isInstanceOf(Outcome.Changed.class);
        UUID late = items.create(space, TASK, in(list)).uid();

        finish();

        assertThat(referring()).isEqualTo(1);
        assertThat(live(late).version()).isEqualTo(1);
    }

    @Test
    void endsWithTheWipeOfItsSpace() {
        fill(MORE_THAN_TWO_PARTS, "");
        delete();
        items.wipe(space);
        UUID late = items.create(space, TASK, in(list)).uid();

        finish();

        assertThat(live(late).version()).isEqualTo(1);
    }

    @Test
    void keepsNoOtherSpaceWaitingWhenItFails() {
        var other = new Space("tenant", UUID.randomUUID());
        MAINTENANCE.execute("""
                INSERT INTO pending_release (tenant_id, space_id, type, uid, seq, actor, request)
                VALUES (' before all', gen_random_uuid(), 'unheard_of', gen_random_uuid(), 1, '{}', 'made by a test')
                """);
        items.createNote(other, "{}");
        items.wipe(other);
        fill(MORE_THAN_TWO_PARTS, "");
        delete();
        try {
            finish();
        } finally {
            MAINTENANCE.execute("DELETE FROM pending_release WHERE type = 'unheard_of'");
        }

        assertThat(referring()).isZero();
        assertThat(MAINTENANCE.number("SELECT count(*) FROM wiped_space WHERE space_id = '" + other.id() + "'"))
                .isZero();
    }

    @Test
    void countsWhatTheSameTransactionPutUnderTheListOrTookAway() {
        UUID moved = items.create(space, TASK, in(list)).uid();
        UUID fresh = UUID.randomUUID();
        UUID elsewhere = UUID.randomUUID();
        var writes = List.of(
                write(TASK, new Mutation.Create(fresh, TestItems.body(in(list)))),
                write(TASK, new Mutation.Patch(moved, TestItems.body(in(elsewhere)), Mutation.Style.TOP_LEVEL)),
                write(LIST, new Mutation.Delete(list)));

        items.apply(space, TestItems.batch(writes, Optional.empty()));

        assertThat(live(fresh).payload().fields().has("taskListUid")).isFalse();
        assertThat(live(moved).payload().fields().path("taskListUid").asText()).isEqualTo(elsewhere.toString());
    }

    @Test
    void givesTheSpaceToOthersBetweenItsParts() {
        fill(MORE_THAN_TWO_PARTS, "");
        delete();
        long before = items.items().head(space).seq();

        release();
        Item between = items.create(space, TASK, "{}");
        release();

        assertThat(items.items().head(space).seq()).isEqualTo(before + MORE_THAN_TWO_PARTS - Referrers.ITEMS_MAX + 1);
        assertThat(live(between.uid()).version()).isEqualTo(1);
    }

    private static Write write(EntityType type, Mutation mutation) {
        return new Write(type, mutation, new Precondition.None());
    }

    private void delete() {
        items.write(space, LIST, new Mutation.Delete(list));
    }

    private long released() {
        return number("SELECT count(*) FROM change WHERE operation = 'release'");
    }

    private Item live(UUID uid) {
        return ((Lookup.Live) items.items().find(space, new Key(TASK, uid))).item();
    }

    private static String in(UUID list) {
        return "{\"taskListUid\":\"" + list + "\"}";
    }

    private void fill(int count, String text) {
        MAINTENANCE.execute("""
                WITH head AS (
                  UPDATE space_head SET seq = seq + SIZE WHERE space_id = 'SPACE' RETURNING seq - SIZE AS seq
                ), fresh AS (
                  INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, parent_uid, payload)
                  SELECT 'tenant', 'SPACE', 'task', gen_random_uuid(), head.seq + n, 1, 0, 'LIST',
                    '{"title":"TEXT","taskListUid":"LIST","sync":{}}'
                  FROM head CROSS JOIN generate_series(1, SIZE) n RETURNING *
                )
                INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
                SELECT tenant_id, space_id, seq, type, uid, version, 'create', '{}', 'fill', payload FROM fresh
                """.replace("SPACE", space.id().toString())
                .replace("LIST", list.toString())
                .replace("SIZE", Integer.toString(count))
                .replace("TEXT", text));
    }

    private boolean release() {
        return WORKSPACE.database().inTransaction(connection -> new ReleaseTransaction(
                        connection, space, System.currentTimeMillis())
                .run());
    }

    private static void finish() {
        try (var finisher = new Finisher(WORKSPACE.database(), InstantSource.system(), _ -> {})) {
            finisher.finish();
        }
    }

    /// The live tasks that refer to the list, by their payload and by the database's index.
    private long referring() {
        String live = "SELECT count(*) FROM item WHERE type = 'task' AND deleted_at_ms IS NULL AND seq >"
                + " (SELECT wiped_seq FROM space_head h WHERE h.space_id = item.space_id)";
        long said = number(live + " AND payload->>'taskListUid' = '" + list + "'");
        assertThat(number(live + " AND parent_uid = '" + list + "'")).isEqualTo(said);
        return said;
    }

    private long number(String query) {
        boolean hasCondition = query.contains("WHERE");
        return MAINTENANCE.number(query + (hasCondition ? " AND " : " WHERE ") + "space_id = '" + space.id() + "'");
    }
}
