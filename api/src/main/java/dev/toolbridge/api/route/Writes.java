package dev.toolbridge.api.route;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.write.Batch;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.api.write.Undone;
import dev.toolbridge.api.write.Wipe;
import dev.toolbridge.api.write.Wiped;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Carries out the writes of requests, and answers them after the commit. The same code answers a replay from
/// the stored result.
public final class Writes {
    /// The beginning of the name of a run that takes another one back.
    public static final String RUN_OF_UNDO = "undo:";

    private final Transactions transactions;
    private final ReviewPolicy policy;

    /// @param policy tells what programs must propose
    public Writes(Transactions transactions, ReviewPolicy policy) {
        this.transactions = transactions;
        this.policy = policy;
    }

    /// Work that holds in one epoch only, if it names one.
    public record InEpoch<W>(W work, OptionalInt epoch) {}

    /// Refuses writes that the caller must propose, for a route that carries them out itself.
    public void requirePermitted(Caller caller, List<Write> writes) {
        policy.require(caller, writes);
    }

    /// Stores writes, and answers with the outcome of each.
    public Answer store(Caller caller, Request request, List<Write> writes, Function<List<Outcome>, Answer> answer) {
        return store(caller, request, new InEpoch<>(writes, Parameters.epoch(request)), answer);
    }

    /// Stores writes that were made of what the server read in an epoch, if that epoch still lasts.
    public Answer store(
            Caller caller, Request request, InEpoch<List<Write>> writes, Function<List<Outcome>, Answer> answer) {
        policy.require(caller, writes.work());
        var once = Idempotency.once(caller, request);
        var batch = new Batch(writes.work(), writes.epoch(), caller.author(), once);
        return answer(
                new QuotaGate(transactions).store(caller.space(), batch), stored -> answer.apply(stored.outcomes()));
    }

    /// Carries out a batch as it is planned, and answers with its results.
    public Answer carryOut(
            Caller caller, Request request, InEpoch<BatchPlan> plan, Function<BatchResults, Answer> answer) {
        policy.require(caller, plan.work());
        var once = Idempotency.once(caller, request);
        var batch = new PlannedBatch(plan.work(), plan.epoch(), caller.author(), once);
        return answer(new QuotaGate(transactions).carryOut(caller.space(), batch), answer);
    }

    /// Takes a run back, and answers with the report.
    public Answer undo(Caller caller, Request request, RunUndo.Order order, Function<Undone, Answer> answer) {
        policy.requireUndo(caller, order);
        var once = order.isTrial() ? Optional.<Once>empty() : Idempotency.once(caller, request);
        var undo = new RunUndo(
                order,
                type -> barred(caller, type),
                Parameters.epoch(request),
                caller.author()
                        .inRun(RUN_OF_UNDO + order.run().substring(order.run().indexOf(' ') + 1)),
                once);
        return answer(transactions.undo(caller.space(), undo), answer);
    }

    /// The refusal of a type whose items the caller may not write and delete.
    private static Optional<Refusal> barred(Caller caller, EntityType type) {
        try {
            Scopes.require(caller, Scope.write(type.plural()));
            Scopes.require(caller, Scope.delete(type.plural()));
            return Optional.empty();
        } catch (Refusal forbidden) {
            return Optional.of(forbidden);
        }
    }

    /// Empties the caller's space.
    public Answer wipe(Caller caller, Request request, Function<Wiped, Answer> answer) {
        policy.requireWipe(caller);
        var once = Idempotency.once(caller, request);
        var wipe = new Wipe(caller.user().toString(), caller.author(), once);
        return answer(transactions.wipe(caller.space(), wipe), answer);
    }

    private static <R> Answer answer(Result<R> result, Function<R, Answer> answer) {
        return switch (result) {
            case Result.Done<R> done -> answer.apply(done.value());
            case Result.Replayed<R> replayed -> replayed(answer.apply(replayed.value()));
            case Result.Answered<R> answered -> replayed(StoredAnswer.read(answered.answer()));
            case Result.Refused<R> refused -> throw refused.refusal();
        };
    }

    private static Answer replayed(Answer answer) {
        return answer.header(WireHeader.IDEMPOTENCY_REPLAYED, "true");
    }
}
