package dev.toolbridge.api.write;

import dev.toolbridge.api.item.decision.Write;
import java.util.List;

/// The operations of a batch in their order, and the way to carry them out.
///
/// @param isTrial true if everything is decided, and nothing stored
/// @param showsItems true if the answer shows the payloads of the items
public record BatchPlan(List<BatchOperation> operations, Mode mode, boolean isTrial, boolean showsItems) {

    public BatchPlan {
        operations = List.copyOf(operations);
    }

    /// The effect of a refused operation on the others.
    public enum Mode {
        /// The first refusal undoes everything.
        ALL,
        /// An operation that is refused is left out.
        EACH
    }

    /// The writes whose items are known before the head is held.
    public List<Write> knownWrites() {
        return operations.stream()
                .filter(BatchOperation.One.class::isInstance)
                .map(one -> ((BatchOperation.One) one).write())
                .toList();
    }
}
