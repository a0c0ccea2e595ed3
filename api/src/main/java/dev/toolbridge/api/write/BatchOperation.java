package dev.toolbridge.api.write;

import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.error.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// One operation of a planned batch, as far as it is known before the head of the space is held.
public sealed interface BatchOperation {

    /// The most items that all operations of a batch with a condition may expect together.
    int EXPECTED_MAX = 500;

    /// A write of one item, which is known by its uid.
    ///
    /// @param needs the places of the earlier operations that create the items which this one names
    record One(Write write, Set<Integer> needs) implements BatchOperation {

        public One {
            needs = Set.copyOf(needs);
        }
    }

    /// A write of each item that matches a condition when the turn of the operation has come.
    ///
    /// @param expected the items that match, and the number of them that must
    /// @param write makes the write of one of them
    /// @param needs the places of the earlier operations that create the items which this one names
    record EachMatching(Expected expected, Function<UUID, Write> write, Set<Integer> needs) implements BatchOperation {

        public EachMatching {
            needs = Set.copyOf(needs);
        }
    }

    /// The live items of a type that match a filter, and the number of them that must.
    record Expected(EntityType type, Filter filter, int count) {}

    /// An operation that the caller has no right to.
    ///
    /// @param uid the item, if the operation names one
    record Barred(Optional<UUID> uid, Refusal refusal) implements BatchOperation {}
}
