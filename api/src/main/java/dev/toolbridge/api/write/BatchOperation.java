package dev.toolbridge.api.write;

import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.service.error.Refusal;
import java.util.Set;
import java.util.UUID;

/// One operation of a planned batch, as far as it is known before the head of the space is held.
public sealed interface BatchOperation {

    /// A write of one item, which is known by its uid.
    ///
    /// @param needs the places of the earlier operations that create the items which this one names
    record One(Write write, Set<Integer> needs) implements BatchOperation {

        public One {
            needs = Set.copyOf(needs);
        }
    }

    /// An operation that the caller has no right to.
    record Barred(UUID uid, Refusal refusal) implements BatchOperation {}
}
