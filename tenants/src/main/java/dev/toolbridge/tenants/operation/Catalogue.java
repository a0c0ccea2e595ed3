package dev.toolbridge.tenants.operation;

import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The plans that a server can carry out: the newest of each kind, and the older ones that may still run.
public record Catalogue(List<OperationPlan> plans) {

    public Catalogue {
        plans = List.copyOf(plans);
    }

    /// The plan for a new operation.
    ///
    /// @throws NoSuchElementException if there is none of that kind
    public OperationPlan newest(String kind) {
        return plans.stream()
                .filter(plan -> plan.kind().name().equals(kind))
                .max(Comparator.comparingInt(plan -> plan.kind().version()))
                .orElseThrow();
    }

    /// The plan of an operation, if this server knows it.
    public Optional<OperationPlan> plan(Operation operation) {
        return plans.stream()
                .filter(plan -> plan.kind().name().equals(operation.kind())
                        && plan.kind().version() == operation.version())
                .findFirst();
    }

    /// The kinds and versions, as `kind/version`.
    public List<String> known() {
        return plans.stream()
                .map(plan -> plan.kind().name() + "/" + plan.kind().version())
                .toList();
    }
}
