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
import dev.toolbridge.api.store.UseCheck;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.DatabaseUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Batches of random writes, with refusals, cut connections and races: none is half done.
///
/// `-Dtoolbridge.batches=5000` runs more of them.
class RandomBatchesTest {
    private static final int BATCHES = Integer.getInteger("toolbridge.batches", 300);
    private static final int WRITERS = 4;
    private static final int SHARED = 6;

    private static final Workspace WORKSPACE = new Workspace();
    private static final Maintenance ROWS = new Maintenance(WORKSPACE);

    private final Space space = new Space("tenant", UUID.randomUUID());

    /// The number of decisions until the connection is cut; it is not if this is negative.
    private final AtomicInteger untilCut = new AtomicInteger(-1);

    private final TestItems items = new TestItems(WORKSPACE.database(), this::now);

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void everyBatchHasTheEffectOfAPlainModel() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var model = new BatchModel(random);
        int refused = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Write> writes = model.randomWrites(1 + random.nextInt(8));
            var mode = random.nextInt(3) == 0 ? BatchPlan.Mode.EACH : BatchPlan.Mode.ALL;
            boolean isTrial = random.nextInt(12) == 0;
            boolean isCut = random.nextInt(20) == 0;
            BatchModel.Effect effect = model.of(writes, mode == BatchPlan.Mode.ALL);
            refused += effect.refused().isEmpty() ? 0 : 1;
            if (isCut) {
                carryOutCut(planned(writes, mode, isTrial));
            } else {
                BatchResults results = TestItems.done(items.apply(space, planned(writes, mode, isTrial)));
                assertThat(codes(results)).as("seed " + seed).isEqualTo(effect.refused());
            }
            if (!isTrial && !isCut) {
                model.become(effect);
            }
            if (batch % 20 == 0 || isCut || isTrial) {
                assertThat(stored()).as("seed " + seed + " batch " + batch).isEqualTo(model.text());
            }
        }
        assertThat(stored()).as("seed " + seed).isEqualTo(model.text());
        assertThat(refused).isBetween(BATCHES / 10, BATCHES - BATCHES / 10);
        assertThat(ROWS.number(of("SELECT sum(version) FROM item")))
                .isEqualTo(ROWS.number(of("SELECT count(*) FROM change")));
        assertThat(UseCheck.requireExact(WORKSPACE.owner())).isPositive();
    }

    /// Each batch writes its name into the same items: those of one transaction always have one name.
    @Test
    void racingBatchesAreWholeOrNotThere() throws Exception {
        List<Item> shared = Stream.generate(() -> items.createNote(space, "{}"))
                .limit(SHARED)
                .toList();
        List<FutureTask<Integer>> tasks = Stream.generate(() -> new FutureTask<>(() -> race(shared)))
                .limit(WRITERS)
                .toList();
        tasks.forEach(task -> Thread.ofPlatform().start(task));
        int applied = 0;
        for (FutureTask<Integer> task : tasks) {
            applied += task.get();
        }

        assertThat(ROWS.number(of("SELECT count(DISTINCT payload->>'title') FROM item")))
                .isEqualTo(1);
        String parts =
                of("SELECT payload->>'title', count(*) AS parts FROM change") + " AND operation = 'patch' GROUP BY 1";
        assertThat(ROWS.number("SELECT count(*) FROM (" + parts + ") batch WHERE parts <> " + SHARED))
                .isZero();
        assertThat(ROWS.number("SELECT count(*) FROM (" + parts + ") batch")).isEqualTo(applied);
        assertThat(applied).isPositive();
        assertThat(UseCheck.requireExact(WORKSPACE.owner())).isPositive();
    }

    /// Sends batches of which some have a stale condition, and some lose their connection.
    private int race(List<Item> shared) {
        var writer = new TestItems(WORKSPACE.database(), this::now);
        var random = new Random();
        int applied = 0;
        for (int batch = 0; batch < BATCHES / WRITERS; batch++) {
            int stale = random.nextInt(3) == 0 ? random.nextInt(SHARED) : -1;
            if (random.nextInt(25) == 0) {
                untilCut.set(random.nextInt(SHARED));
            }
            try {
                var plan = planned(named(shared, stale), BatchPlan.Mode.ALL, false);
                applied += TestItems.done(writer.apply(space, plan)).failedAt().isEmpty() ? 1 : 0;
            } catch (DatabaseUnavailable cut) {
                assertThat(cut).isNotNull();
            }
        }
        return applied;
    }

    private static List<Write> named(List<Item> shared, int stale) {
        String name = UUID.randomUUID().toString();
        return IntStream.range(0, SHARED)
                .mapToObj(place -> new Write(
                        TestItems.NOTE,
                        new Mutation.Patch(
                                shared.get(place).uid(),
                                TestItems.body("{\"title\":\"" + name + "\"}"),
                                Mutation.Style.TOP_LEVEL),
                        place == stale ? new Precondition.Versions(List.of("0")) : new Precondition.None()))
                .toList();
    }

    private void carryOutCut(PlannedBatch batch) {
        untilCut.set(0);
        var create = new BatchOperation.One(TestItems.create("{}"), Set.of());
        List<BatchOperation> operations = Stream.concat(Stream.of(create), batch.plan().operations().stream())
                .toList();
        var plan = new BatchPlan(operations, BatchPlan.Mode.EACH, false, false);
        assertThatThrownBy(() -> items.apply(
                        space, new PlannedBatch(plan, OptionalInt.empty(), TestItems.AUTHOR, Optional.empty())))
                .isInstanceOf(DatabaseUnavailable.class);
    }

    private Instant now() {
        if (untilCut.get() >= 0 && untilCut.getAndDecrement() == 0) {
            WORKSPACE.cut();
        }
        return Instant.now();
    }

    private static PlannedBatch planned(List<Write> writes, BatchPlan.Mode mode, boolean isTrial) {
        List<BatchOperation> operations = new ArrayList<>();
        writes.forEach(write -> operations.add(new BatchOperation.One(write, Set.of())));
        var plan = new BatchPlan(operations, mode, isTrial, false);
        return new PlannedBatch(plan, OptionalInt.empty(), TestItems.AUTHOR, Optional.empty());
    }

    private static Map<Integer, ErrorCode> codes(BatchResults results) {
        var codes = new TreeMap<Integer, ErrorCode>();
        results.entries().forEach(entry -> {
            if (entry.outcome() instanceof Outcome.Refused refused
                    && refused.refusal().code() != ErrorCode.NOT_DONE) {
                codes.put(entry.place(), refused.refusal().code());
            }
        });
        return codes;
    }

    private String stored() {
        return ROWS.text(of("SELECT string_agg(uid || ' ' || version || ' ' || (deleted_at_ms IS NOT NULL)::text,"
                + " E'\\n' ORDER BY uid::text COLLATE \"C\") FROM item"));
    }

    private String of(String query) {
        return query + " WHERE space_id = '" + space.id() + "'";
    }
}
