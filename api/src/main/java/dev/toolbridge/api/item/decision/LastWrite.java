package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// Decides a push: of two writes the one with the later time wins; at the same time the stored one stays.
///
/// A timestamp too far in the future is clamped, so that it cannot win forever. The original is not kept: the
/// content tells a repetition of such a push from a new one.
final class LastWrite {

    private LastWrite() {}

    static Verdict of(Mutation.Push push, TypeRules rules, long nowMs) {
        EntityType type = rules.type();
        Present present = rules.present();
        var fields = Fields.usual(type, push.body().fieldsOrRefuse());
        References.requireNamed(type, fields);
        Optional<Item> stored = present.find(new Key(type, push.uid())).stored();
        Optional<ObjectNode> before = stored.filter(item -> !item.isDeleted()).map(LastWrite::fields);
        var sent = Stamp.of(fields, nowMs).requirePossible(stored);
        if (!sent.isDeleted()) {
            rules.completePushed(before, fields);
        }
        var stamp = sent.clamped(nowMs);
        if (sent.isAheadOf(nowMs) && stored.isPresent() && holds(type, stored.get(), fields, stamp)) {
            return Verdict.of(new Outcome.Unchanged(stored.get()));
        }
        if (stored.isPresent() && stamp.updatedAtMs() <= stored.get().updatedAtMs()) {
            return late(type, stored.get(), fields, stamp);
        }
        if (!stamp.isDeleted()) {
            References.require(type, fields, before, present);
            rules.requirePushed(push.uid(), before, before.orElseGet(Json::object), fields);
        }
        var versioned = Versioned.pushed(push.uid(), stamp, stored);
        return Verdict.changed(List.of(ItemChange.pushed(type, versioned, fields, push.operation())));
    }

    /// The verdict on a push that is not later: the stored write again changes nothing, another one has lost.
    private static Verdict late(EntityType type, Item stored, ObjectNode fields, Stamp stamp) {
        boolean again = stamp.updatedAtMs() == stored.updatedAtMs() && holds(type, stored, fields, stamp);
        return again
                ? Verdict.of(new Outcome.Unchanged(stored))
                : new Verdict(new Outcome.Lost(stored), List.of(new Reordered(type, stored)));
    }

    private static boolean holds(EntityType type, Item stored, ObjectNode fields, Stamp stamp) {
        return stored.isDeleted() == stamp.isDeleted() && Payloads.sameContent(type, fields(stored), fields);
    }

    private static ObjectNode fields(Item item) {
        return item.payload().fields();
    }
}
