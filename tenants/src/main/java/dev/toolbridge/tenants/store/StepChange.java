package dev.toolbridge.tenants.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.StepState;
import java.time.Instant;
import java.util.Optional;

/// A change of a step, as it is recorded together with its event.
///
/// @param event the event's name
/// @param status the operation's status from now on
/// @param runs 1 for the beginning of a run, otherwise 0
/// @param failures 1 for a passing fault, otherwise 0
/// @param pause the time of the next run: the lease is given back until then
public record StepChange(
        String event,
        OperationStatus status,
        StepState state,
        int runs,
        int failures,
        Optional<Instant> pause,
        Optional<Problem> problem,
        Optional<ObjectNode> result) {

    /// The intent to run the step, before anything happens outside.
    public static StepChange begun() {
        return new StepChange(
                "step_started",
                OperationStatus.RUNNING,
                StepState.RUNNING,
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static StepChange done(ObjectNode result) {
        return new StepChange(
                "step_done",
                OperationStatus.RUNNING,
                StepState.DONE,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(result));
    }

    /// A passing fault, with another run after a pause.
    public static StepChange retrying(Problem problem, Instant nextTry) {
        return new StepChange(
                "step_retrying",
                OperationStatus.RUNNING,
                StepState.RETRYING,
                0,
                1,
                Optional.of(nextTry),
                Optional.of(problem),
                Optional.empty());
    }

    public static StepChange waiting(Problem problem, Instant until) {
        return new StepChange(
                "step_waiting",
                OperationStatus.WAITING,
                StepState.WAITING,
                0,
                0,
                Optional.of(until),
                Optional.of(problem),
                Optional.empty());
    }

    /// A run that was interrupted by a request to cancel, or by the end of the server.
    public static StepChange interrupted(Optional<Instant> pause) {
        return new StepChange(
                "step_interrupted",
                OperationStatus.RUNNING,
                StepState.PENDING,
                0,
                0,
                pause,
                Optional.empty(),
                Optional.empty());
    }

    public static StepChange failed(Problem problem) {
        return new StepChange(
                "step_failed",
                OperationStatus.RUNNING,
                StepState.FAILED,
                0,
                0,
                Optional.empty(),
                Optional.of(problem),
                Optional.empty());
    }

    boolean isEnd() {
        return state == StepState.DONE || state == StepState.FAILED;
    }

    ObjectNode detail() {
        ObjectNode detail = Json.object();
        problem.ifPresent(found -> detail.set("problem", found.json()));
        pause.ifPresent(at -> detail.put("next_try_at", at.toString()));
        return detail;
    }
}
