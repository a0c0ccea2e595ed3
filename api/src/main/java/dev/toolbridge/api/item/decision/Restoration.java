package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// Decides a restore: the fields of an earlier version become those of a new one.
///
/// The version may be that of a deletion: its fields are those that the item had when it was deleted. Neither
/// the types of the fields nor their size are checked again, so that everything that was stored can come back.
final class Restoration {

    private Restoration() {}

    static Verdict of(Write write, Mutation.Restore restore, TypeRules rules, long nowMs) {
        EntityType type = rules.type();
        Present present = rules.present();
        Item stored = present.find(new Key(type, restore.uid())).stored().orElseThrow(() -> Refusals.missing(type));
        ObjectNode fields = Fields.usual(type, restore.body().fieldsOrRefuse());
        write.precondition().require(stored.version());
        ObjectNode before = stored.payload().fields();
        if (!stored.isDeleted() && Payloads.sameContent(type, before, fields)) {
            return Verdict.of(new Outcome.Unchanged(stored));
        }
        References.require(type, fields, Optional.of(before).filter(_ -> !stored.isDeleted()), present);
        rules.requirePlace(stored.uid(), stored.isDeleted() ? Json.object() : before, fields);
        var next = Versioned.next(stored, nowMs, false);
        var change = ItemChange.ours(type, next, Payloads.withSyncOf(before, fields), restore.operation());
        return Verdict.changed(List.of(change.with(Optional.of(Json.object().put("version", restore.version())))));
    }
}
