package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Payload;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.List;
import java.util.Optional;

/// Decides the import of an item from another store. The later state wins, by time and then by version; the stored one
/// stays where neither is later, and takes no new place.
///
/// The payload is kept as it is, and so are times in the future: the store that it comes from has judged them. Parents
/// are not required, since a store may hold children of what it has lost.
final class Importing {

    private Importing() {}

    static Verdict of(EntityType type, Mutation.Import mutation, Present present) {
        ObjectNode fields = mutation.sent().get().fieldsOrRefuse();
        StateElsewhere origin = requirePossible(mutation.origin());
        Optional<Item> stored = present.find(new Key(type, mutation.uid())).stored();
        if (stored.isPresent() && !isLater(origin, stored.get())) {
            return Verdict.of(
                    isSame(origin, fields, stored.get())
                            ? new Outcome.Unchanged(stored.get())
                            : new Outcome.Lost(stored.get()));
        }
        return Verdict.changed(List.of(change(type, mutation, fields, stored)));
    }

    private static ItemChange change(
            EntityType type, Mutation.Import mutation, ObjectNode fields, Optional<Item> stored) {
        StateElsewhere origin = mutation.origin();
        long version = Math.max(
                origin.version(), stored.map(item -> item.version() + 1).orElse(1L));
        var versioned = new Versioned(mutation.uid(), version, origin.updatedAtMs(), origin.deletedAtMs());
        var kept = version == origin.version() ? fields : Payloads.stampedAsPushed(fields.deepCopy(), versioned);
        var item = new Item(
                mutation.uid(),
                version,
                origin.updatedAtMs(),
                origin.deletedAtMs(),
                Versioned.requireSize(type, kept, Payload.of(kept)));
        var parentUid = origin.parentUid().or(() -> References.parentUid(type, kept));
        return new ItemChange(
                type,
                item,
                parentUid,
                References.linkUid(type, kept),
                mutation.operation(),
                Optional.of(origin.json()),
                origin.createdAtMs());
    }

    private static StateElsewhere requirePossible(StateElsewhere origin) {
        if (origin.version() < 0 || origin.version() > Stamp.VERSION_MAX) {
            throw Refusal.of(ErrorCode.INVALID_FIELD, "the version must be a whole number up to " + Stamp.VERSION_MAX);
        }
        if (!isTime(origin.updatedAtMs()) || !isTime(origin.deletedAtMs().orElse(origin.updatedAtMs()))) {
            throw Refusal.of(ErrorCode.INVALID_FIELD, "a time is not in the years 0 to 9999");
        }
        return origin;
    }

    private static boolean isTime(long epochMs) {
        return epochMs >= Times.EARLIEST_MS && epochMs <= Times.LATEST_MS;
    }

    private static boolean isLater(StateElsewhere origin, Item stored) {
        return origin.updatedAtMs() > stored.updatedAtMs()
                || (origin.updatedAtMs() == stored.updatedAtMs() && origin.version() > stored.version());
    }

    private static boolean isSame(StateElsewhere origin, ObjectNode fields, Item stored) {
        return origin.updatedAtMs() == stored.updatedAtMs()
                && origin.deletedAtMs().equals(stored.deletedAtMs())
                && fields.equals(Payloads.BY_VALUE, stored.payload().fields());
    }
}
