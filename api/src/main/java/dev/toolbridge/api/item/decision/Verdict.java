package dev.toolbridge.api.item.decision;

import java.util.List;

/// The decision on one write: its outcome, and the placements to store, first that of the written item.
public record Verdict(Outcome outcome, List<Placement> placements) {

    public Verdict {
        placements = List.copyOf(placements);
    }

    /// The verdict on a write that stores nothing.
    static Verdict of(Outcome outcome) {
        return new Verdict(outcome, List.of());
    }

    static Verdict changed(List<ItemChange> changes) {
        return new Verdict(new Outcome.Changed(changes.getFirst().after()), List.copyOf(changes));
    }
}
