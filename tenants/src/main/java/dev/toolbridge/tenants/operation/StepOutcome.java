package dev.toolbridge.tenants.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// The four ends of a run of a step.
public sealed interface StepOutcome {

    /// The step is done.
    ///
    /// @param result for the steps after it and for people, without secrets; what was made is its `external_id`
    record Done(ObjectNode result) implements StepOutcome {}

    /// The same run may succeed later: it is tried again after a pause, five times in all.
    record Passing(Problem problem) implements StepOutcome {}

    /// No other try will succeed: the operation has failed.
    record Refused(Problem problem) implements StepOutcome {}

    /// Somebody else has to act first: the step looks again at the time given, as often as its deadline allows.
    record Waiting(Problem problem, Instant until) implements StepOutcome {}
}
