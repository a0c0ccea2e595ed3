package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The operations that carry out what a person decided, on the items as they are now. A change that no longer fits
/// makes the whole proposal stale: then its changes are based anew on the items as they are.
final class Resolution {
    private final Map<Key, Item> items;
    private final Map<Key, FoundItem> present = new HashMap<>();
    private final ArrayNode operations = Json.mapper().createArrayNode();
    private final List<ProposedChange> rebased = new ArrayList<>();
    private boolean isStale;

    private Resolution(Map<Key, Item> items) {
        this.items = Map.copyOf(items);
    }

    /// @param marks a decision for every hunk
    /// @param items the stored items that the changes name
    static Resolution of(Proposal proposal, Marks marks, Map<Key, Item> items) {
        var resolution = new Resolution(items);
        List<List<ProposedHunk>> hunks = proposal.hunks();
        for (int place = 0; place < hunks.size(); place++) {
            resolution.add(new Decided(proposal.changes().get(place), hunks.get(place), marks));
        }
        return resolution;
    }

    /// The operations as a batch takes them.
    ArrayNode operations() {
        return operations;
    }

    boolean isStale() {
        return isStale;
    }

    /// The changes, based on the items as they are now.
    List<ProposedChange> rebased() {
        return List.copyOf(rebased);
    }

    /// One change with the decisions about it.
    private record Decided(ProposedChange change, List<ProposedHunk> hunks, Marks marks) {

        /// True if nothing of it is to be done.
        boolean isLeftOut() {
            return hunks.stream()
                    .allMatch(hunk -> marks.of(hunk).orElseGet(Mark.Rejected::new) instanceof Mark.Rejected);
        }

        boolean isWholeAccepted() {
            return hunks.stream().allMatch(hunk -> marks.of(hunk).orElseThrow() instanceof Mark.Accepted);
        }
    }

    private void add(Decided decided) {
        ProposedChange change = decided.change();
        FoundItem now = present.computeIfAbsent(change.key(), _ -> present(change));
        switch (change.verb()) {
            case ProposedChange.CREATE -> addCreation(decided, now);
            case ProposedChange.DELETE -> addWhole(decided, now, now.isLive() ? "" : gone(now));
            case ProposedChange.RESTORE -> addRestore(decided, now);
            default -> addFields(decided, now);
        }
    }

    private void addRestore(Decided decided, FoundItem now) {
        if (decided.change().isWhole()) {
            addWhole(decided, now, now.isLive() ? "live" : "");
        } else {
            addFields(decided, now);
        }
    }

    private FoundItem present(ProposedChange change) {
        Item item = items.get(change.key());
        return item == null ? FoundItem.MISSING : FoundItem.of(change.type(), item, change.version());
    }

    private void addCreation(Decided decided, FoundItem now) {
        ProposedChange change = decided.change();
        if (now.version() > 0) {
            note(decided, change.without("exists"), true);
        } else if (note(decided, change, false)) {
            operations.add(change.operation());
            present.put(change.key(), now.after(change.after(), true));
        }
    }

    /// A deletion, or the return of a deleted item: of the version that was seen and no other.
    private void addWhole(Decided decided, FoundItem now, String reason) {
        ProposedChange change = decided.change();
        if (!reason.isEmpty()) {
            note(decided, change.without(reason), true);
            return;
        }
        boolean deletes = change.verb().equals(ProposedChange.DELETE);
        ProposedChange fresh = now.isAsProposed()
                ? change
                : change.rebased(
                        change.version() + now.drift(), deletes ? now.content() : Json.object(), change.after());
        if (note(decided, fresh, !now.isAsProposed())) {
            operations.add(conditional(change.operation(), now));
            present.put(change.key(), now.after(deletes ? now.content() : change.after(), !deletes));
        }
    }

    private void addFields(Decided decided, FoundItem now) {
        ProposedChange change = decided.change();
        if (!now.isLive()) {
            note(decided, change.without(gone(now)), true);
            return;
        }
        ObjectNode wanted = change.isWhole() && !decided.isLeftOut()
                ? change.after()
                : Wanted.of(change, decided.hunks(), decided.marks());
        var merge = FieldMerge.of(change.before(), wanted, now.content());
        if (note(decided, fresh(change, now), merge.overlaps())) {
            if (isSentAsProposed(decided, now)) {
                operations.add(conditional(change.operation(), now));
            } else if (!merge.isEmpty()) {
                operations.add(conditional(written(change, merge, now), now));
            }
            present.put(change.key(), now.after(merge.appliedTo(now.content()), true));
        }
    }

    /// An action is sent as what it is; other changes only while the item is as it was seen, since they would replace
    /// what others wrote.
    private static boolean isSentAsProposed(Decided decided, FoundItem now) {
        return decided.change().isWhole() || (now.isAsProposed() && !now.isChanged() && decided.isWholeAccepted());
    }

    private static ProposedChange fresh(ProposedChange change, FoundItem now) {
        if (now.isAsProposed()) {
            return change;
        }
        var merge = FieldMerge.of(change.before(), change.after(), now.content());
        List<String> fields = Hunks.fields(change.before(), change.after()).toList();
        ObjectNode merged = merge.appliedTo(now.content());
        return change.rebased(
                        change.version() + now.drift(), Hunks.only(fields, now.content()), Hunks.only(fields, merged))
                .sentAs(change.isWhole() || merge.isEmpty() ? change.operation() : written(change, merge, now));
    }

    /// The changed fields; a field that goes takes the whole item to be written.
    private static ObjectNode written(ProposedChange change, FieldMerge merge, FoundItem now) {
        boolean isPatch = merge.removed().isEmpty();
        var operation = Json.object()
                .put("op", isPatch ? "patch" : "replace")
                .put("type", change.type().name())
                .put("uid", change.uid().toString());
        return operation.set("payload", isPatch ? merge.fields() : merge.appliedTo(now.content()));
    }

    /// The operation for the version that was read; a later one of the same item follows on the first.
    private static ObjectNode conditional(ObjectNode operation, FoundItem now) {
        ObjectNode conditional = operation.deepCopy();
        return now.isChanged() ? conditional : conditional.put("ifMatch", now.version());
    }

    /// Keeps the change for the case that the proposal is stale; true if it is to be done.
    private boolean note(Decided decided, ProposedChange fresh, boolean overlaps) {
        rebased.add(fresh);
        if (decided.isLeftOut()) {
            return false;
        }
        isStale |= overlaps;
        return !overlaps;
    }

    private static String gone(FoundItem now) {
        return now.version() > 0 ? "deleted" : "missing";
    }
}
