package dev.toolbridge.api.batch;

import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.contract.EntityType;
import java.util.Optional;
import java.util.UUID;

/// One operation as it was read, with the facts that its result repeats.
///
/// @param ref the name that the client gave the created item
/// @param namesUid true if a refusal may name the item, since the client has written its uid or asked for it
record PlannedOperation(Verb verb, EntityType type, Optional<String> ref, boolean namesUid, Work work) {

    /// The work of an operation.
    sealed interface Work {}

    /// Work that is known from the body.
    record Known(BatchOperation operation) implements Work {}

    /// The return of an earlier version, whose fields are in the journal.
    record Return(UUID uid, long version, Precondition precondition) implements Work {}

    /// True if its result is a list.
    boolean isConditional() {
        return work instanceof Known known && known.operation() instanceof BatchOperation.EachMatching;
    }

    /// The number of items that it can change.
    int items() {
        return work instanceof Known known && known.operation() instanceof BatchOperation.EachMatching each
                ? Math.max(1, each.expected().count())
                : 1;
    }
}
