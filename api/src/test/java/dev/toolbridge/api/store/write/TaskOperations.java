package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.query.QueryString;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Batches of operations on tasks, and what came of them.
final class TaskOperations {
    static final EntityType TASK = Entities.named("task");

    private TaskOperations() {}

    static PlannedBatch all(BatchOperation... operations) {
        return planned(BatchPlan.Mode.ALL, operations);
    }

    static PlannedBatch planned(BatchPlan.Mode mode, BatchOperation... operations) {
        return batch(new BatchPlan(Arrays.asList(operations), mode, false, false));
    }

    static PlannedBatch batch(BatchPlan plan) {
        var once = new Once(UUID.randomUUID(), "key", "digest");
        return new PlannedBatch(plan, OptionalInt.empty(), TestItems.AUTHOR, Optional.of(once));
    }

    static BatchOperation create(String json) {
        return one(new Mutation.Create(UUID.randomUUID(), TestItems.body(json)));
    }

    static BatchOperation one(Mutation mutation) {
        return new BatchOperation.One(new Write(TASK, mutation, new Precondition.None()), Set.of());
    }

    static BatchOperation patchEach(String where, int count) {
        return each(where, count, uid -> new Mutation.Patch(uid, TestItems.body("{\"done\":true}"), top()));
    }

    static BatchOperation each(String where, int count, Function<UUID, Mutation> mutation) {
        return new BatchOperation.EachMatching(
                expected(where, count), uid -> new Write(TASK, mutation.apply(uid), new Precondition.None()), Set.of());
    }

    static BatchOperation.Expected expected(String where, int count) {
        return new BatchOperation.Expected(
                TASK, new QueryString("where", TASK).filter(where, TestItems.CONTEXT), count);
    }

    static Mutation.Style top() {
        return Mutation.Style.TOP_LEVEL;
    }

    static Refusal refusal(BatchResults results, int place) {
        return ((Outcome.Refused) results.entries().get(place).outcome()).refusal();
    }

    static List<Optional<UUID>> uids(BatchResults results) {
        return results.entries().stream().map(BatchResults.Entry::uid).toList();
    }

    static List<String> codes(BatchResults results) {
        return results.entries().stream()
                .map(entry -> entry.place() + " "
                        + (entry.outcome() instanceof Outcome.Refused refused
                                ? refused.refusal().code().name()
                                : "done"))
                .toList();
    }
}
