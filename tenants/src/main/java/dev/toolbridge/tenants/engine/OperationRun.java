package dev.toolbridge.tenants.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepRecord;
import dev.toolbridge.tenants.operation.StepState;
import dev.toolbridge.tenants.store.Lease;
import dev.toolbridge.tenants.store.LeaseStore;
import dev.toolbridge.tenants.store.OperationEnd;
import dev.toolbridge.tenants.store.StepChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/// The work on one operation under one lease: step after step, the intent recorded before, the outcome after.
final class OperationRun {
    private static final double PAUSE_LEAST = 0.5;

    private final LeaseStore leases;
    private final Lease lease;
    private final OperationPlan plan;
    private final EnginePace pace;

    OperationRun(LeaseStore leases, Lease lease, OperationPlan plan, EnginePace pace) {
        this.leases = leases;
        this.lease = lease;
        this.plan = plan;
        this.pace = pace;
    }

    /// The next thing to do with an operation.
    sealed interface Turn {

        /// Go on at once.
        record Next() implements Turn {}

        /// The lease is given back; the operation is due again at this time.
        record Pause(Instant until) implements Turn {}

        /// The operation has ended.
        record End() implements Turn {}
    }

    /// The first step that is not done, of those that take back if the operation is to be cancelled.
    static Optional<StepRecord> next(Operation operation) {
        return operation.steps().stream()
                .filter(step -> step.undo() == operation.cancelling())
                .filter(step -> step.state() != StepState.DONE)
                .findFirst();
    }

    Turn ended(Operation operation) {
        OperationStatus end = operation.cancelling() ? OperationStatus.CANCELLED : OperationStatus.SUCCEEDED;
        return end(new OperationEnd(end, operation.cancelling(), plan.kind(), Optional.empty(), Optional.empty()));
    }

    private Turn end(OperationEnd ending) {
        return leases.end(lease, ending) ? new Turn.End() : new Turn.Next();
    }

    Turn run(Operation operation, StepRecord recorded, Step step, Heartbeat heartbeat) throws InterruptedException {
        Instant deadline = leases.advance(lease, recorded, StepChange.begun());
        var context = new StepContext(
                operation.id(),
                operation.tenant(),
                lease.fence(),
                operation.input(),
                results(operation),
                limit(Instant.now(), deadline));
        StepOutcome outcome = new StepRun(step, context).outcome(heartbeat);
        return settle(new Settled(recorded, deadline, operation.cancelling()), outcome, heartbeat.reason());
    }

    /// Gives the operation back, as it is due at once for another server.
    Turn left() {
        leases.release(lease);
        return new Turn.End();
    }

    private static Map<String, ObjectNode> results(Operation operation) {
        return operation.steps().stream()
                .filter(step -> step.result().isPresent())
                .collect(
                        Collectors.toMap(StepRecord::name, step -> step.result().orElseThrow()));
    }

    private static Instant limit(Instant now, Instant deadline) {
        Instant longest = now.plus(EnginePace.RUN_MAX);
        Instant least = now.plus(EnginePace.RUN_LEAST);
        Instant limit = deadline.isBefore(longest) ? deadline : longest;
        return limit.isBefore(least) ? least : limit;
    }

    /// A step that has run.
    private record Settled(StepRecord step, Instant deadline, boolean undoing) {

        boolean isLate() {
            return !Instant.now().isBefore(deadline);
        }
    }

    /// A result is recorded whatever interrupted the step; anything else that an interrupted step says means nothing.
    private Turn settle(Settled settled, StepOutcome outcome, Heartbeat.Interruption interruption) {
        if (outcome instanceof StepOutcome.Done(ObjectNode result)) {
            leases.advance(lease, settled.step(), StepChange.done(result));
            return new Turn.Next();
        }
        return switch (interruption) {
            case CANCEL -> {
                leases.advance(lease, settled.step(), StepChange.interrupted(Optional.empty()));
                yield new Turn.Next();
            }
            case STOP, LOST -> {
                leases.advance(lease, settled.step(), StepChange.interrupted(Optional.of(settledAt())));
                yield new Turn.End();
            }
            case NONE -> settle(settled, outcome);
        };
    }

    /// A call that was cut off may have its effect a little later: the next server looks up only then.
    private Instant settledAt() {
        return Instant.now().plus(pace.lease());
    }

    private Turn settle(Settled settled, StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Done(ObjectNode result) -> {
                leases.advance(lease, settled.step(), StepChange.done(result));
                yield new Turn.Next();
            }
            case StepOutcome.Refused(Problem problem) -> fail(settled, problem);
            case StepOutcome.Passing(Problem problem) -> {
                int failures = settled.step().failures() + 1;
                yield failures >= EnginePace.TRIES_MAX || settled.isLate()
                        ? fail(settled, problem)
                        : pause(
                                settled,
                                StepChange.retrying(problem, Instant.now().plus(pause(failures))));
            }
            case StepOutcome.Waiting(Problem problem, Instant until) ->
                settled.isLate()
                        ? fail(settled, problem)
                        : pause(settled, StepChange.waiting(problem, earlier(until, settled.deadline())));
        };
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }

    /// Doubles with each fault; the jitter keeps the tries of several operations apart.
    private Duration pause(int failures) {
        long longest = pace.pause().toMillis() << (failures - 1);
        return Duration.ofMillis((long) (longest * ThreadLocalRandom.current().nextDouble(PAUSE_LEAST, 1)));
    }

    private Turn pause(Settled settled, StepChange change) {
        leases.advance(lease, settled.step(), change);
        return new Turn.Pause(change.pause().orElseThrow());
    }

    private Turn fail(Settled settled, Problem problem) {
        return end(new OperationEnd(
                OperationStatus.FAILED,
                settled.undoing(),
                plan.kind(),
                Optional.of(settled.step()),
                Optional.of(problem)));
    }
}
