package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;

/// Decides the undo of a run's changes of one item. As in a restore, neither the types of the fields nor their size are
/// checked again; a required parent must be live.
final class Reversal {

    private Reversal() {}

    static Verdict of(Mutation.Undo undo, TypeRules rules, long nowMs) {
        EntityType type = rules.type();
        Present present = rules.present();
        Item stored = present.find(new Key(type, undo.uid())).stored().orElseThrow(() -> Refusals.missing(type));
        ObjectNode before = stored.payload().fields();
        ObjectNode fields = Fields.usual(type, undo.fields().deepCopy());
        if (!undo.isDeleted()) {
            References.require(type, fields, Optional.of(before).filter(_ -> !stored.isDeleted()), present);
            rules.requirePlace(stored.uid(), stored.isDeleted() ? Json.object() : before, fields);
        }
        var next = Versioned.next(stored, nowMs, undo.isDeleted());
        var change = ItemChange.ours(type, next, Payloads.withSyncOf(before, fields), undo.operation());
        return Verdict.changed(List.of(change.with(Optional.of(Json.object().put("undone", undo.undone())))));
    }
}
