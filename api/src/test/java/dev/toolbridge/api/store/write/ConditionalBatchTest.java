package dev.toolbridge.api.store.write;

import static dev.toolbridge.api.store.write.TaskOperations.TASK;
import static dev.toolbridge.api.store.write.TaskOperations.all;
import static dev.toolbridge.api.store.write.TaskOperations.batch;
import static dev.toolbridge.api.store.write.TaskOperations.codes;
import static dev.toolbridge.api.store.write.TaskOperations.each;
import static dev.toolbridge.api.store.write.TaskOperations.expected;
import static dev.toolbridge.api.store.write.TaskOperations.one;
import static dev.toolbridge.api.store.write.TaskOperations.patchEach;
import static dev.toolbridge.api.store.write.TaskOperations.planned;
import static dev.toolbridge.api.store.write.TaskOperations.refusal;
import static dev.toolbridge.api.store.write.TaskOperations.top;
import static dev.toolbridge.api.store.write.TaskOperations.uids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Operations with a condition change the items that match it when their turn has come, and no other.
class ConditionalBatchTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance ROWS = new Maintenance(WORKSPACE);

    private static final String FILL = """
            WITH head AS (
              UPDATE space_head SET seq = seq + SIZE WHERE space_id = 'SPACE'
              RETURNING tenant_id, space_id, seq - SIZE AS last
            ), filled AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload, status,
                created_at_ms, filed_seq)
              SELECT tenant_id, space_id, 'task', gen_random_uuid(), last + n, 1, 1, '{"status":"many"}', 'many', 1,
                last + n FROM head CROSS JOIN generate_series(1, SIZE) n RETURNING *
            )
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
            SELECT tenant_id, space_id, seq, type, uid, version, 'create', '{}', 'fill', payload FROM filled
            """;

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void whatMatchesIsChangedInTheOrderOfItsLastChange() {
        Item first = task("{\"status\":\"open\",\"tags\":[\"a\"]}");
        Item second = task("{\"status\":\"open\",\"tags\":[\"a\",\"b\"]}");
        Item done = task("{\"status\":\"completed\",\"tags\":[\"a\"]}");
        Item untagged = task("{\"status\":\"open\"}");
        items.write(space, TASK, new Mutation.Patch(first.uid(), TestItems.body("{\"n\":1}"), top()));

        BatchResults results = done(all(patchEach("status=eq.open&tags=cs.{a}", 2)));

        assertThat(uids(results)).containsExactly(Optional.of(second.uid()), Optional.of(first.uid()));
        assertThat(results.entries()).extracting(BatchResults.Entry::place).containsOnly(0);
        assertThat(version(first)).isEqualTo(3);
        assertThat(version(second)).isEqualTo(2);
        assertThat(List.of(version(done), version(untagged))).containsOnly(1L);
        assertThat(count("change", "operation = 'patch' AND payload->>'done' = 'true'"))
                .isEqualTo(2);
    }

    @Test
    void anotherNumberOfItemsRefusesTheOperation() {
        task("{\"status\":\"open\"}");
        task("{\"status\":\"open\"}");
        for (int expected : new int[] {0, 1, 3, 500}) {
            BatchResults results = done(all(TaskOperations.create("{}"), patchEach("status=eq.open", expected)));

            assertThat(refusal(results, 1).code()).isEqualTo(ErrorCode.COUNT_MISMATCH);
            assertThat(refusal(results, 1).facts()).isEqualTo(Map.of("expect", expected, "matched", 2));
        }
        assertThat(count("item", "version = 1")).isEqualTo(2);
    }

    @Test
    void itSeesTheOperationsBeforeIt() {
        Item stored = task("{\"status\":\"open\"}");
        Item closed = task("{\"status\":\"open\"}");

        BatchResults results = done(all(
                TaskOperations.create("{\"status\":\"open\"}"),
                one(new Mutation.Patch(closed.uid(), TestItems.body("{\"status\":\"completed\"}"), top())),
                patchEach("status=eq.open", 2),
                each("done=is.true", 2, Mutation.Delete::new),
                each("done=is.true", 0, Mutation.Delete::new),
                patchEach("status=eq.completed", 1)));

        assertThat(results.failedAt()).isEmpty();
        assertThat(results.entries()).extracting(BatchResults.Entry::place).containsExactly(0, 1, 2, 2, 3, 3, 5);
        assertThat(version(stored)).isEqualTo(3);
        assertThat(count("change", "seq <= 9")).isEqualTo(9);
    }

    @Test
    void wordsAreThoseOfTheOperationsBeforeItToo() {
        Item bread = task("{\"title\":\"bread\"}");
        Item milk = task("{\"title\":\"milk\"}");

        BatchResults results = done(all(
                TaskOperations.create("{\"title\":\"milk\"}"),
                one(new Mutation.Patch(bread.uid(), TestItems.body("{\"title\":\"milk\"}"), top())),
                one(new Mutation.Delete(milk.uid())),
                patchEach("text=wfts.milk", 2),
                TaskOperations.create("{\"title\":\"milk\"}"),
                patchEach("text=wfts.milk&title=neq.bread", 3),
                TaskOperations.create("{\"title\":\"milk\"}")));

        assertThat(results.failedAt()).isEmpty();
        assertThat(version(bread)).isEqualTo(4);
        BatchResults refused = done(all(TaskOperations.create("{\"title\":\"milk\"}"), patchEach("text=wfts.milk", 4)));
        assertThat(refusal(refused, 1).facts()).isEqualTo(Map.of("expect", 4, "matched", 5));
        BatchResults after = done(all(patchEach("text=wfts.milk", 4)));
        assertThat(after.failedAt()).isEmpty();
    }

    @Test
    void eachLeavesOutAnItemThatIsRefusedAndAnOperationThatDoesNotMatch() {
        Item good = task("{\"status\":\"open\"}");
        Item stale = task("{\"status\":\"open\"}");
        var staleOne = new BatchOperation.EachMatching(
                expected("status=eq.open", 2),
                uid -> new Write(
                        TASK,
                        new Mutation.Archive(uid),
                        uid.equals(stale.uid()) ? new Precondition.Versions(List.of("7")) : new Precondition.None()),
                Set.of());
        var refused = new BatchOperation.One(
                new Write(TASK, new Mutation.Delete(UUID.randomUUID()), new Precondition.None()), Set.of());
        var referring = new BatchOperation.EachMatching(
                expected("uid=not.is.null", 2),
                uid -> new Write(TASK, new Mutation.Delete(uid), new Precondition.None()),
                Set.of(1));

        BatchResults results =
                done(planned(BatchPlan.Mode.EACH, staleOne, refused, referring, patchEach("status=eq.nothing", 1)));

        assertThat(results.failedAt()).isEmpty();
        assertThat(codes(results))
                .containsExactly("0 done", "0 VERSION_MISMATCH", "1 NOT_FOUND", "2 REF_REFUSED", "3 COUNT_MISMATCH");
        assertThat(version(good)).isEqualTo(2);
        assertThat(done(all(staleOne)).failedAt()).hasValue(0);
        assertThat(version(good)).isEqualTo(2);
    }

    @Test
    void aReceiptGivesTheSameResults() {
        task("{\"status\":\"open\"}");
        PlannedBatch batch = planned(
                BatchPlan.Mode.EACH,
                patchEach("status=eq.open", 1),
                patchEach("status=eq.open", 2),
                TaskOperations.create("{}"));
        BatchResults first = done(batch);

        Result<BatchResults> again = items.apply(space, batch);

        assertThat(again).isInstanceOfSatisfying(Result.Replayed.class, replayed -> {
            assertThat(codes((BatchResults) replayed.value()))
                    .isEqualTo(codes(first))
                    .hasSize(3);
            assertThat(uids((BatchResults) replayed.value())).isEqualTo(uids(first));
        });
        assertThat(count("change", "true")).isEqualTo(3);
    }

    @Test
    void aTrialStoresNothing() {
        Item task = task("{\"status\":\"open\"}");
        var plan = new BatchPlan(
                List.of(TaskOperations.create("{\"status\":\"open\"}"), patchEach("status=eq.open", 2)),
                BatchPlan.Mode.ALL,
                true,
                false);

        BatchResults results = done(batch(plan));

        assertThat(codes(results)).containsExactly("0 done", "1 done", "1 done");
        assertThat(version(task)).isEqualTo(1);
        assertThat(count("change", "true")).isEqualTo(1);
        assertThat(ROWS.number("SELECT seq FROM space_head WHERE space_id = '" + space.id() + "'"))
                .isEqualTo(1);
    }

    @Test
    void moreThanFiveHundredItemsAreNotCounted() {
        task("{}");
        fill(500);
        assertThat(done(all(patchEach("status=eq.many", 500))).entries()).hasSize(500);
        assertThat(count("item", "version = 2")).isEqualTo(500);
        fill(1);

        Refusal refusal = refusal(done(all(patchEach("status=eq.many", 500))), 0);

        assertThat(refusal.code()).isEqualTo(ErrorCode.COUNT_MISMATCH);
        assertThat(refusal.facts()).containsEntry("matchedAtLeast", 501);
    }

    @Test
    void aConditionReadsTwentyThousandRowsAtMost() {
        Item task = task("{\"n\":1}");
        fill(19_999);
        assertThat(codes(done(all(patchEach("payload.n=eq.1", 1))))).containsExactly("0 done");
        var six = Collections.nCopies(6, patchEach("payload.n=eq.2", 0));
        assertThat(done(all(six.subList(0, 5).toArray(BatchOperation[]::new))).entries())
                .isEmpty();
        BatchResults results = done(all(six.toArray(BatchOperation[]::new)));
        assertThat(refusal(results, 5).code()).isEqualTo(ErrorCode.TOO_BROAD);
        fill(1);

        Refusal refusal = refusal(done(all(patchEach("payload.n=eq.1", 1))), 0);

        assertThat(refusal.facts()).containsEntry("field", "where");
        assertThat(codes(done(all(patchEach("uid=eq." + task.uid(), 1))))).containsExactly("0 done");
    }

    @Test
    void theFilterDoesNotReachAnotherSpaceOrType() {
        task("{\"title\":\"a\"}");
        items.createNote(space, "{\"title\":\"a\"}");
        items.create(new Space("tenant", UUID.randomUUID()), TASK, "{\"title\":\"a\"}");
        items.create(new Space("other", space.id()), TASK, "{\"title\":\"a\"}");

        assertThat(codes(done(all(patchEach("title=eq.a", 1))))).containsExactly("0 done");
    }

    private void fill(int size) {
        ROWS.execute(FILL.replace("SPACE", space.id().toString()).replace("SIZE", Integer.toString(size)));
    }

    private Item task(String json) {
        return items.create(space, TASK, json);
    }

    private long version(Item item) {
        return ROWS.number("SELECT version FROM item WHERE uid = '" + item.uid() + "'");
    }

    private long count(String table, String condition) {
        return ROWS.number("SELECT count(*) FROM " + table + " WHERE space_id = '" + space.id()
                + "' AND tenant_id = 'tenant' AND " + condition);
    }

    private BatchResults done(PlannedBatch batch) {
        return TestItems.done(items.apply(space, batch));
    }
}
