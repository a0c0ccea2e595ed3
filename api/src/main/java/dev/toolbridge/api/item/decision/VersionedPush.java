package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Decides a push to a shared space by the version that the device began with; no clock is asked. What only one side
/// has changed is merged. Of two changes that cannot be merged, the client's wins, or the server's where it has the
/// authority; each text becomes a version, and the conflict stands until somebody settles it.
final class VersionedPush {
    private static final String SENT = "sent";
    private static final String SUPERSEDED = "superseded";
    private static final String CONFLICT = "conflict";

    private final Mutation.Push push;
    private final TypeRules rules;
    private final EntityType type;
    private final long nowMs;
    private final ObjectNode fields;
    private final Stamp stamp;
    private final OptionalLong base;
    private final String mark;
    private final ObjectNode storedFields;

    private VersionedPush(Mutation.Push push, TypeRules rules, long nowMs, Optional<Item> stored) {
        this.push = push;
        this.rules = rules;
        this.type = rules.type();
        this.nowMs = nowMs;
        this.fields = Fields.usual(type, push.body().fieldsOrRefuse());
        References.requireNamed(type, fields);
        this.stamp = Stamp.of(fields, nowMs).requirePossible(stored);
        this.base = base(fields);
        this.storedFields = stored.map(item -> item.payload().fields()).orElseGet(Json::object);
        if (!stamp.isDeleted()) {
            rules.completePushed(live(stored), fields);
        }
        this.mark = mark(type, fields, stamp);
    }

    static Verdict of(Mutation.Push push, TypeRules rules, long nowMs) {
        Optional<Item> stored =
                rules.present().find(new Key(rules.type(), push.uid())).stored();
        var decision = new VersionedPush(push, rules, nowMs, stored);
        return stored.isPresent() ? decision.over(stored.get()) : decision.first();
    }

    /// The version that the device has of the server; none for an item that it made itself.
    private static OptionalLong base(ObjectNode fields) {
        JsonNode version = fields.path(Stamp.SYNC).path(Stamp.VERSION);
        return version.isNumber() && version.longValue() >= 1
                ? OptionalLong.of(version.longValue())
                : OptionalLong.empty();
    }

    private static Optional<ObjectNode> live(Optional<Item> stored) {
        return stored.filter(item -> !item.isDeleted())
                .map(item -> item.payload().fields());
    }

    /// Tells a push from others, so that a device may send it again.
    private static String mark(EntityType type, ObjectNode fields, Stamp stamp) {
        String content = stamp.isDeleted() ? "" : Json.text(Payloads.content(type, fields));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digest.of(Boolean.toString(stamp.isDeleted()), content));
    }

    private Verdict first() {
        if (!stamp.isDeleted()) {
            require(Optional.empty(), fields);
        }
        var versioned = new Versioned(
                push.uid(), stamp.version(), nowMs, stamp.isDeleted() ? OptionalLong.of(nowMs) : OptionalLong.empty());
        return Verdict.changed(List.of(change(versioned, fields, false)));
    }

    private Verdict over(Item stored) {
        ObjectNode before = stored.payload().fields();
        boolean isSame = stamp.isDeleted() == stored.isDeleted()
                && (stamp.isDeleted() || Payloads.sameContent(type, before, fields));
        if (isSame) {
            return Verdict.of(new Outcome.Unchanged(stored));
        }
        if (base.isPresent() && base.getAsLong() == stored.version()) {
            return Verdict.changed(List.of(next(stored, before, fields)));
        }
        Present.Since since = rules.present().since(new Key(type, push.uid()), base.orElse(0), mark);
        if (since.repeated().isPresent()) {
            return again(stored, since.repeated().get());
        }
        if (stamp.isDeleted()) {
            return conflict(stored, since, Conflict.Kind.EDITED_MEANWHILE, List.of());
        }
        return stored.isDeleted() ? revived(stored, since) : merged(stored, since);
    }

    /// A push that was stored before: the device reads on from the version that it became then.
    private Verdict again(Item stored, Present.Repeated repeated) {
        if (repeated.metadata().path(SUPERSEDED).booleanValue()) {
            return Verdict.of(new Outcome.Lost(stored, Conflict.Kind.SERVER_WINS.wireName()));
        }
        var then = new Item(
                stored.uid(), repeated.version(), stored.updatedAtMs(), stored.deletedAtMs(), stored.payload());
        return Verdict.of(new Outcome.Changed(then, told()));
    }

    private Verdict merged(Item stored, Present.Since since) {
        ObjectNode before = stored.payload().fields();
        ObjectNode sent = rules.withLeading(since.base(), before, fields);
        var merge = new PushMerge(type, new ThreeWay(since.base().orElseGet(Json::object), before, sent));
        ObjectNode after = rules.named(merge.merged());
        if (Payloads.sameContent(type, before, after)) {
            return Verdict.of(new Outcome.Changed(stored, told()));
        }
        if (!merge.isConflict()) {
            ItemChange change = next(stored, before, after);
            boolean isAsSent = Payloads.sameContent(type, after, fields);
            return Verdict.changed(List.of(change), isAsSent ? Json.object() : told());
        }
        if (TypeRules.serverKeeps(type, before)) {
            return serverWins(stored, since, after);
        }
        return conflict(stored, since, Conflict.Kind.LOCAL_WINS, List.of(next(stored, before, after)));
    }

    private Verdict revived(Item stored, Present.Since since) {
        ObjectNode before = stored.payload().fields();
        boolean isNoChange = since.base()
                .filter(known -> Payloads.sameContent(type, known, fields))
                .isPresent();
        if (isNoChange) {
            return new Verdict(new Outcome.Lost(stored), List.of(new Reordered(type, stored)));
        }
        ObjectNode after = rules.withLeading(since.base(), before, fields);
        if (TypeRules.serverKeeps(type, before)) {
            return serverWins(stored, since, after);
        }
        require(Optional.empty(), after);
        ItemChange change = change(Versioned.next(stored, nowMs, false), after, false);
        return conflict(stored, since, Conflict.Kind.REVIVED, List.of(change));
    }

    /// The client's fields become a version, and the stored state comes again after it.
    private Verdict serverWins(Item stored, Present.Since since, ObjectNode clients) {
        require(Optional.of(stored.payload().fields()), clients);
        ItemChange theirs = change(Versioned.next(stored, nowMs, false), clients, true);
        var versioned = Versioned.next(theirs.after(), nowMs, stored.isDeleted());
        ItemChange ours = ItemChange.pushed(type, versioned, stored.payload().fields(), push.operation());
        return conflict(stored, since, Conflict.Kind.SERVER_WINS, List.of(theirs, ours));
    }

    private Verdict conflict(Item stored, Present.Since since, Conflict.Kind kind, List<ItemChange> changes) {
        Item after = changes.isEmpty() ? stored : changes.getLast().after();
        Optional<ObjectNode> theirs = live(Optional.of(stored));
        Optional<ObjectNode> ours = stamp.isDeleted() ? Optional.empty() : Optional.of(fields.deepCopy());
        var conflict = new Conflict(
                type,
                push.uid(),
                after.version(),
                kind,
                since.base(),
                kind.isClientsKept() ? Optional.of(after.payload().fields()) : theirs,
                kind.isClientsKept() ? theirs : ours,
                since.storedBy());
        var placements = new ArrayList<Placement>(changes);
        if (!changes.isEmpty()) {
            placements.set(placements.size() - 1, marked(changes.getLast(), kind));
        }
        if (changes.isEmpty()) {
            placements.add(new Reordered(type, stored));
        }
        Outcome outcome = kind.isClientsKept()
                ? new Outcome.Changed(
                        after, Payloads.sameContent(type, after.payload().fields(), fields) ? Json.object() : told())
                : new Outcome.Lost(after, kind.wireName());
        return new Verdict(outcome, placements, Optional.of(conflict));
    }

    /// Tells readers of the journal that the change has made a conflict.
    private static ItemChange marked(ItemChange change, Conflict.Kind kind) {
        ObjectNode metadata = Json.object();
        change.metadata().ifPresent(known -> metadata.setAll((ObjectNode) known));
        return change.with(Optional.of(metadata.put(CONFLICT, kind.wireName())));
    }

    private ItemChange next(Item stored, ObjectNode before, ObjectNode after) {
        if (!stamp.isDeleted()) {
            require(stored.isDeleted() ? Optional.empty() : Optional.of(before), after);
        }
        return change(Versioned.next(stored, nowMs, stamp.isDeleted()), after, false);
    }

    private void require(Optional<ObjectNode> before, ObjectNode after) {
        References.require(type, after, before, rules.present());
        rules.requirePushed(push.uid(), before, storedFields, after);
    }

    private ItemChange change(Versioned versioned, ObjectNode after, boolean isSuperseded) {
        ObjectNode metadata = Json.object();
        base.ifPresent(version -> metadata.put("base", version));
        metadata.put(SENT, mark);
        if (isSuperseded) {
            metadata.put(SUPERSEDED, true);
        }
        return ItemChange.pushed(type, versioned, after.deepCopy(), push.operation())
                .with(Optional.of(metadata));
    }

    /// Tells the device that the item is not as it sent it: it reads it before it goes on.
    private static ObjectNode told() {
        return Json.object().put(Outcome.MERGED, true);
    }
}
