package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.OnDelete;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides the effect of a write on the present items. The branches are here, the facts in [Payloads],
/// [References], [Fields].
public final class Decision {
    private final InstantSource clock;
    private final boolean isManaging;
    private final String author;

    public Decision(InstantSource clock) {
        this(clock, false, "");
    }

    private Decision(InstantSource clock, boolean isManaging, String author) {
        this.clock = clock;
        this.isManaging = isManaging;
        this.author = author;
    }

    /// The same rules for routes that write items of managed types.
    public Decision managing() {
        return new Decision(clock, true, author);
    }

    /// The same rules for the writes of a subject.
    public Decision by(String subject) {
        return new Decision(clock, isManaging, subject);
    }

    /// The verdict on one write. A refusal is a value here, so that a bad write does not affect the others of
    /// its batch. Only `unavailable` is thrown: it says that nothing can be decided now.
    public Verdict of(Write write, Present present) {
        try {
            if (write.type().isManaged() && !isManaging) {
                throw Refusals.managed(write.type());
            }
            return switch (write.mutation()) {
                case Mutation.Create create -> create(write, create, present);
                case Mutation.Existing existing -> change(write, existing, present);
                case Mutation.Merge merge -> merge(write, merge, present);
                case Mutation.Restore restore -> Restoration.of(write, restore, rules(write, present), nowMs());
                case Mutation.Undo undo -> Reversal.of(undo, rules(write, present), nowMs());
                case Mutation.Push push -> pushed(push, rules(write, present));
                case Mutation.Import imported -> Importing.of(write.type(), imported, present);
            };
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.UNAVAILABLE) {
                throw refusal;
            }
            return Verdict.of(new Outcome.Refused(refusal, sent(write.mutation())));
        }
    }

    /// Personal spaces keep the rule that devices have always known.
    private Verdict pushed(Mutation.Push push, TypeRules rules) {
        return rules.present().isShared() ? VersionedPush.of(push, rules, nowMs()) : LastWrite.of(push, rules, nowMs());
    }

    private TypeRules rules(Write write, Present present) {
        return new TypeRules(write.type(), present, author);
    }

    private static Optional<Stamp> sent(Mutation mutation) {
        return switch (mutation) {
            case Mutation.Push push -> push.stamp();
            case Mutation.Create _,
                    Mutation.Existing _,
                    Mutation.Merge _,
                    Mutation.Undo _,
                    Mutation.Restore _,
                    Mutation.Import _ -> Optional.empty();
        };
    }

    private Verdict create(Write write, Mutation.Create create, Present present) {
        EntityType type = write.type();
        var rules = rules(write, present);
        var fields = Fields.usual(type, create.body().fieldsOrRefuse()).remove(List.of(Stamp.SYNC));
        rules.completed(fields);
        return switch (present.find(new Key(type, create.uid()))) {
            case Lookup.Missing _ -> {
                References.require(type, fields, Optional.empty(), present);
                Fields.require(type, fields);
                rules.require(create.uid(), Json.object(), fields);
                yield Verdict.changed(List.of(changed(write, Versioned.first(create.uid(), nowMs()), fields)));
            }
            case Lookup.Deleted deleted -> throw Refusals.deleted(type, deleted.item(), " deleted");
            case Lookup.Live live -> again(type, live.item(), fields);
        };
    }

    private static Verdict again(EntityType type, Item stored, ObjectNode fields) {
        if (Payloads.sameContent(type, stored.payload().fields(), fields)) {
            return Verdict.of(new Outcome.Unchanged(stored));
        }
        throw Refusal.of(ErrorCode.EXISTS, type.label() + " exists with another payload")
                .fact("version", stored.version());
    }

    private Verdict change(Write write, Mutation.Existing mutation, Present present) {
        Item stored = live(write.type(), mutation, present);
        var before = stored.payload().fields();
        if (mutation instanceof Mutation.Edit) {
            requireVersion(write, stored);
        }
        var after = Fields.usual(write.type(), after(write.type(), mutation, before));
        requireVersion(write, stored);
        boolean deleting = mutation instanceof Mutation.Delete;
        if (mutation instanceof Mutation.Writing) {
            rules(write, present).named(after);
            References.require(write.type(), after, Optional.of(before), present);
            Fields.requireChanged(write.type(), mutation, before, after);
        }
        if (!deleting) {
            rules(write, present).require(stored.uid(), before, after);
        }
        var changes = new ArrayList<ItemChange>();
        changes.add(changed(write, Versioned.next(stored, nowMs(), deleting), Payloads.withSyncOf(before, after)));
        if (deleting) {
            changes.addAll(released(write.type(), stored, present));
        }
        return Verdict.changed(
                changes, mutation instanceof Mutation.Edit edit ? TextEdits.told(edit, before, after) : Json.object());
    }

    private ObjectNode after(EntityType type, Mutation.Existing mutation, ObjectNode before) {
        ObjectNode after = Payloads.after(mutation, before.deepCopy(), type);
        if (mutation instanceof Mutation.Process process) {
            type.actions().get(process.action()).stamps().forEach((field, stamp) -> {
                switch (stamp) {
                    case TIME -> after.put(field, Times.rfc3339(nowMs()));
                    case AUTHOR -> after.put(field, author);
                }
            });
        }
        return after;
    }

    private static void requireVersion(Write write, Item stored) {
        write.precondition().require(stored.version());
    }

    private Verdict merge(Write write, Mutation.Merge merge, Present present) {
        EntityType type = write.type();
        Item stored = live(type, merge.sent(), present);
        if (stored.version() == merge.base()) {
            return change(new Write(type, merge.sent(), write.precondition()), merge.sent(), present);
        }
        if (merge.base() > stored.version() || !(merge.fields() instanceof Body.Fields(ObjectNode base))) {
            throw Precondition.mismatch(Long.toString(merge.base()), stored.version());
        }
        ObjectNode before = stored.payload().fields();
        ObjectNode sent = Fields.usual(type, Payloads.after(merge.sent(), base.deepCopy(), type));
        var merging = new Merging(type, new ThreeWay(base, before, sent));
        ObjectNode after = merging.fields(stored.version());
        References.require(type, after, Optional.of(before), present);
        Fields.requireChanged(type, merge.sent(), before, after);
        rules(write, present).require(stored.uid(), before, after);
        var change = changed(write, Versioned.next(stored, nowMs(), false), Payloads.withSyncOf(before, after));
        return Verdict.changed(List.of(change), Json.object().set(Outcome.OVERLAPS, merging.overlaps()));
    }

    private static Item live(EntityType type, Mutation.Existing mutation, Present present) {
        return switch (present.find(new Key(type, mutation.uid()))) {
            case Lookup.Live live -> live.item();
            case Lookup.Deleted deleted ->
                throw Refusals.deleted(
                        type, deleted.item(), mutation instanceof Mutation.Delete ? " already deleted" : " deleted");
            case Lookup.Missing _ -> throw Refusals.missing(type);
        };
    }

    private List<ItemChange> released(EntityType type, Item deleted, Present present) {
        return switch (type.onDelete()) {
            case OnDelete.KeepReferrers _ -> List.of();
            case OnDelete.ClearField clear -> Releases.of(clear, deleted, present, nowMs());
        };
    }

    private static ItemChange changed(Write write, Versioned versioned, ObjectNode fields) {
        EntityType type = write.type();
        String operation = write.mutation().operation();
        return switch (write.mutation()) {
            case Mutation.Create _, Mutation.Writing _, Mutation.Merge _, Mutation.Push _, Mutation.Import _ ->
                ItemChange.written(type, versioned, fields, operation);
            case Mutation.Delete _, Mutation.Archive _, Mutation.Undo _, Mutation.Restore _ ->
                ItemChange.ours(type, versioned, fields, operation);
            case Mutation.Process process ->
                ItemChange.ours(type, versioned, fields, operation).with(process.metadata());
        };
    }

    private long nowMs() {
        return clock.millis();
    }
}
