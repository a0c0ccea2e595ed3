package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.store.Maintenance;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.DatabaseUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A batch that is undone leaves no number, no row and no receipt, however far it had come.
class BatchTransactionTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance ROWS = new Maintenance(WORKSPACE);
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    /// Two of these are more than one step.
    private static final String LARGE = "{\"title\":\"" + "x".repeat(700_000) + "\"}";

    private final TestItems items = new TestItems(WORKSPACE.database(), () -> NOW);
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void aRefusalUndoesAllBeforeIt() {
        Item note = items.createNote(space, "{}");

        BatchResults results = undone(create("{}"), patch(note, 7), create("{}"));

        assertThat(results.failedAt()).hasValue(1);
        assertThat(codes(results)).containsExactly(ErrorCode.NOT_DONE, ErrorCode.VERSION_MISMATCH, ErrorCode.NOT_DONE);
        assertThat(rows()).isEqualTo(new Rows(1, 1, 1, 0));
        assertThat(items.createNote(space, "{}")).isNotNull();
        assertThat(rows().lastNumber()).isEqualTo(2);
    }

    @Test
    void aRefusalUndoesTheStepsThatWereWritten() {
        Item note = items.createNote(space, "{}");

        BatchResults results =
                undone(create(LARGE), create(LARGE), create(LARGE), create(LARGE), create(LARGE), patch(note, 7));

        assertThat(results.failedAt()).hasValue(5);
        assertThat(rows()).isEqualTo(new Rows(1, 1, 1, 0));
    }

    @Test
    void aLargeBatchIsStoredWhole() {
        BatchResults results = done(all(create(LARGE), create(LARGE), create(LARGE), create("{}")));

        assertThat(results.entries()).hasSize(4);
        assertThat(rows()).isEqualTo(new Rows(4, 4, 4, 1));
    }

    @Test
    void eachOperationThatIsRefusedIsLeftOutAndWhatRefersToItToo() {
        Item note = items.createNote(space, "{}");
        var stale = patch(note, 7);
        BatchResults results = done(planned(
                BatchPlan.Mode.EACH,
                false,
                one(create("{}")),
                one(stale),
                new BatchOperation.One(create("{}"), Set.of(1)),
                new BatchOperation.One(create("{}"), Set.of(0, 2)),
                new BatchOperation.One(create("{}"), Set.of(0))));

        assertThat(results.failedAt()).isEmpty();
        assertThat(codes(results))
                .containsExactly(ErrorCode.VERSION_MISMATCH, ErrorCode.REF_REFUSED, ErrorCode.REF_REFUSED);
        assertThat(refusals(results).getLast().refusal().facts()).containsEntry("refersTo", 2);
        assertThat(rows().items()).isEqualTo(3);
        assertThat(rows().changes()).isEqualTo(3);
    }

    @Test
    void aTrialTellsWhatWouldBeAndStoresNothing() {
        Item note = items.createNote(space, "{}");
        List<BatchOperation> operations = List.of(one(create("{\"a\":1}")), one(patch(note, 1)), one(patch(note, 2)));
        var trial = planned(BatchPlan.Mode.ALL, true, operations.toArray(BatchOperation[]::new));
        Rows before = rows();

        BatchResults told = done(trial);

        assertThat(rows()).isEqualTo(before);
        BatchResults real = done(planned(BatchPlan.Mode.ALL, false, operations.toArray(BatchOperation[]::new)));
        assertThat(states(told)).isEqualTo(states(real)).hasSize(3);
        assertThat(rows().changes()).isEqualTo(4);
    }

    @Test
    void ofTwoBatchesOnTheSameItemsOneIsAppliedWhole() throws Exception {
        var others = new TestItems(WORKSPACE.database(), () -> NOW);
        for (int round = 1; round <= 25; round++) {
            List<Item> notes = Stream.generate(() -> items.createNote(space, "{}"))
                    .limit(6)
                    .toList();
            var here = inBackground(items, notes);
            var there = inBackground(others, notes.reversed());

            assertThat(Stream.of(here.get(), there.get())
                            .filter(results -> results.failedAt().isEmpty()))
                    .hasSize(1);
            assertThat(rows().changes()).isEqualTo(12L * round);
        }
    }

    @Test
    void aConnectionThatIsCutInTheMiddleLeavesNothing() {
        items.createNote(space, "{}");
        var decided = new ArrayList<Integer>();
        var cutting = new TestItems(WORKSPACE.database(), () -> {
            decided.add(1);
            if (decided.size() == 5) {
                WORKSPACE.cut();
            }
            return NOW;
        });

        assertThatThrownBy(() -> cutting.apply(
                        space,
                        all(create(LARGE), create(LARGE), create(LARGE), create(LARGE), create(LARGE), create(LARGE))))
                .isInstanceOf(DatabaseUnavailable.class);

        assertThat(decided).hasSizeGreaterThanOrEqualTo(5);
        assertThat(rows()).isEqualTo(new Rows(1, 1, 1, 0));
        assertThat(done(all(create("{}"))).failedAt()).isEmpty();
    }

    @Test
    void anAnswerThatWouldBeTooLargeIsRefusedAndNothingIsDone() {
        List<BatchOperation> operations =
                IntStream.range(0, 7).mapToObj(_ -> one(create(LARGE))).toList();
        var shown = new BatchPlan(operations, BatchPlan.Mode.ALL, false, true);

        Result<BatchResults> result = items.apply(space, batch(shown));

        assertThat(result).isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(ErrorCode.TOO_LARGE));
        assertThat(rows()).isEqualTo(new Rows(0, 0, 0, 0));
        var fewer = new BatchPlan(operations.subList(0, 5), BatchPlan.Mode.ALL, false, true);
        assertThat(done(batch(fewer)).bytes()).isGreaterThan(5 * 700_000);
    }

    @Test
    void aReceiptGivesTheSameResultsWithTheFactsOfRefusals() {
        Item note = items.createNote(space, "{}");
        var batch = planned(BatchPlan.Mode.EACH, false, one(create("{}")), one(patch(note, 7)));
        BatchResults first = done(batch);

        Result<BatchResults> again = items.apply(space, batch);

        assertThat(again).isInstanceOfSatisfying(Result.Replayed.class, replayed -> {
            var results = (BatchResults) replayed.value();
            assertThat(states(results)).isEqualTo(states(first));
            assertThat(refusals(results).getFirst().refusal().facts().get("version"))
                    .hasToString("1");
        });
        assertThat(rows().changes()).isEqualTo(2);
    }

    @Test
    void aBatchForAnotherEpochIsRefusedWhole() {
        items.createNote(space, "{}");
        var plan = new BatchPlan(List.of(one(create("{}"))), BatchPlan.Mode.EACH, false, false);
        var batch = new PlannedBatch(plan, OptionalInt.of(9), TestItems.AUTHOR, Optional.empty());

        assertThat(items.apply(space, batch)).isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(ErrorCode.EPOCH_MISMATCH));
        assertThat(rows()).isEqualTo(new Rows(1, 1, 1, 0));
    }

    /// The rows of the space, and its last number.
    private record Rows(long lastNumber, long items, long changes, long receipts) {}

    private Rows rows() {
        return new Rows(
                ROWS.number("SELECT COALESCE(max(seq), 0) FROM space_head WHERE space_id = '" + space.id() + "'"),
                count("item"),
                count("change"),
                count("idempotency_key"));
    }

    private long count(String table) {
        return ROWS.number("SELECT count(*) FROM " + table + " WHERE space_id = '" + space.id() + "'");
    }

    private FutureTask<BatchResults> inBackground(TestItems writer, List<Item> notes) {
        Write[] writes = notes.stream().map(note -> patch(note, 1)).toArray(Write[]::new);
        var task = new FutureTask<>(() -> TestItems.done(writer.apply(space, all(writes))));
        Thread.ofPlatform().start(task);
        return task;
    }

    private BatchResults undone(Write... writes) {
        BatchResults results = done(all(writes));
        assertThat(results.areAnyDone()).isFalse();
        return results;
    }

    private BatchResults done(PlannedBatch batch) {
        return TestItems.done(items.apply(space, batch));
    }

    private static PlannedBatch all(Write... writes) {
        return planned(
                BatchPlan.Mode.ALL,
                false,
                Stream.of(writes).map(BatchTransactionTest::one).toArray(BatchOperation[]::new));
    }

    private static PlannedBatch planned(BatchPlan.Mode mode, boolean isTrial, BatchOperation... operations) {
        return batch(new BatchPlan(List.of(operations), mode, isTrial, false));
    }

    private static PlannedBatch batch(BatchPlan plan) {
        var once = new Once(UUID.randomUUID(), "key", "digest");
        return new PlannedBatch(plan, OptionalInt.empty(), TestItems.AUTHOR, Optional.of(once));
    }

    private static BatchOperation one(Write write) {
        return new BatchOperation.One(write, Set.of());
    }

    private static Write create(String json) {
        return TestItems.create(json);
    }

    private static Write patch(Item note, long version) {
        var mutation = new Mutation.Patch(note.uid(), TestItems.body("{\"b\":1}"), Mutation.Style.TOP_LEVEL);
        return new Write(TestItems.NOTE, mutation, new Precondition.Versions(List.of(Long.toString(version))));
    }

    private static List<Outcome.Refused> refusals(BatchResults results) {
        return results.entries().stream()
                .map(BatchResults.Entry::outcome)
                .filter(Outcome.Refused.class::isInstance)
                .map(Outcome.Refused.class::cast)
                .toList();
    }

    private static List<ErrorCode> codes(BatchResults results) {
        return refusals(results).stream()
                .map(refused -> refused.refusal().code())
                .toList();
    }

    private static List<String> states(BatchResults results) {
        return results.entries().stream()
                .map(entry -> entry.place() + " "
                        + switch (entry.outcome()) {
                            case Outcome.Changed changed ->
                                changed.item().uid() + " " + changed.item().version() + " "
                                        + changed.item().updatedAtMs();
                            case Outcome.Refused refused -> refused.refusal().code() + " " + entry.uid();
                            case Outcome.Unchanged _, Outcome.Lost _ -> throw new AssertionError(entry);
                        })
                .toList();
    }
}
