package dev.toolbridge.tenants.operation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The steps of a kind of operation.
///
/// @param undo the steps that a cancelled operation runs instead of the rest: each removes only what carries the
///     operation's label
public record OperationPlan(OperationKind kind, List<Step> steps, List<Step> undo) {

    /// @throws IllegalArgumentException if there is no step, or two have one name
    public OperationPlan {
        steps = List.copyOf(steps);
        undo = List.copyOf(undo);
        var names = new HashSet<String>();
        if (steps.isEmpty() || !Stream.concat(steps.stream(), undo.stream()).allMatch(step -> names.add(step.name()))) {
            throw new IllegalArgumentException("the steps of " + kind.name() + " need names of their own");
        }
    }

    /// The step that was recorded, if this plan has it in that version.
    public Optional<Step> step(StepRecord step) {
        return (step.undo() ? undo : steps)
                .stream()
                        .filter(known -> known.name().equals(step.name()) && known.version() == step.version())
                        .findFirst();
    }
}
