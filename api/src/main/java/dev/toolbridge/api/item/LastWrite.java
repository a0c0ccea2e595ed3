package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;

/// Decides a push: of two writes the one with the later time wins, and of two at the same time the one that is stored.
///
/// A time further ahead than clocks may be is brought down, so that it will not win for ever. What it was is not kept:
/// such a push sent again is told from a new one by its content.
final class LastWrite {

    private LastWrite() {}

    static Outcome of(EntityType type, Mutation.Push push, Present present, long nowMs) {
        var fields = Fields.usual(type, push.body().fieldsOrRefuse());
        References.requireNamed(type, fields);
        Optional<Item> stored = present.find(new Key(type, push.uid())).stored();
        var sent = Stamp.of(fields, nowMs).requirePossible(stored);
        var stamp = sent.clamped(nowMs);
        if (sent.isAheadOf(nowMs) && stored.isPresent() && holds(type, stored.get(), fields, stamp)) {
            return new Outcome.Unchanged(stored.get());
        }
        if (stored.isPresent() && stamp.updatedAtMs() <= stored.get().updatedAtMs()) {
            return late(type, stored.get(), fields, stamp);
        }
        if (!stamp.isDeleted()) {
            References.require(
                    type, fields, stored.filter(item -> !item.isDeleted()).map(LastWrite::fields), present);
        }
        var versioned = Versioned.pushed(push.uid(), stamp, stored);
        return new Outcome.Changed(List.of(ItemChange.pushed(type, versioned, fields, push.operation())));
    }

    /// The same write once more is nothing new; another one has lost.
    private static Outcome late(EntityType type, Item stored, ObjectNode fields, Stamp stamp) {
        boolean again = stamp.updatedAtMs() == stored.updatedAtMs() && holds(type, stored, fields, stamp);
        return again ? new Outcome.Unchanged(stored) : new Outcome.Lost(ItemChange.again(type, stored));
    }

    private static boolean holds(EntityType type, Item stored, ObjectNode fields, Stamp stamp) {
        return stored.isDeleted() == stamp.isDeleted() && Payloads.sameContent(type, fields(stored), fields);
    }

    private static ObjectNode fields(Item item) {
        return item.payload().fields();
    }
}
