package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// The decision on one write: its outcome, and the placements to store, first that of the written item.
///
/// @param conflict the conflict that it has found
public record Verdict(Outcome outcome, List<Placement> placements, Optional<Conflict> conflict) {

    public Verdict {
        placements = List.copyOf(placements);
    }

    Verdict(Outcome outcome, List<Placement> placements) {
        this(outcome, placements, Optional.empty());
    }

    /// The verdict on a write that stores nothing.
    static Verdict of(Outcome outcome) {
        return new Verdict(outcome, List.of());
    }

    static Verdict changed(List<ItemChange> changes) {
        return changed(changes, Json.object());
    }

    /// The verdict on a write whose answer tells more than the item.
    static Verdict changed(List<ItemChange> changes, ObjectNode told) {
        return new Verdict(new Outcome.Changed(changes.getFirst().after(), told), List.copyOf(changes));
    }
}
