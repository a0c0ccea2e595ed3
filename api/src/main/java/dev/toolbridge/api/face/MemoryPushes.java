package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.SourceUids;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Stamp;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Turns the memories that a client sends into pushes: each says the version that it began with, so that the rules of
/// conflicts decide about it.
final class MemoryPushes {
    static final EntityType TYPE = Entities.named("memory");

    private static final String SYNC = "sync";
    private static final String SYNCED_AT = SentMemory.NAMES.get(SentMemory.SYNCED_AT);

    private final Space space;
    private final Instant now;
    private final Map<Long, NumberedItem> byNumber = new HashMap<>();
    private final Map<UUID, NumberedItem> byUid = new HashMap<>();
    private final Set<UUID> seen = new HashSet<>();

    private MemoryPushes(Space space, Instant now, List<NumberedItem> stored) {
        this.space = space;
        this.now = now;
        stored.forEach(memory -> {
            byNumber.put(memory.number(), memory);
            byUid.put(memory.item().uid(), memory);
        });
    }

    /// A memory with its write, or with the reason why there is none.
    record Planned(SentMemory sent, Optional<Write> write, Optional<Refusal> fault) {}

    /// Plans the writes of what a client sends.
    static List<Planned> plan(FaceItems items, Space space, Instant now, List<SentMemory> sent) {
        Set<Long> numbers = sent.stream()
                .flatMap(memory -> memory.number().stream().boxed())
                .collect(Collectors.toSet());
        Set<UUID> uids = sent.stream()
                .flatMap(memory -> SourceUids.of(TYPE, space.id(), memory.fields()).stream())
                .collect(Collectors.toSet());
        var sync = new MemoryPushes(space, now, items.find(space, TYPE, new FaceItems.Names(numbers, uids)));
        var planned = new ArrayList<Planned>();
        sent.forEach(memory -> planned.add(sync.planned(memory)));
        return planned;
    }

    private Planned planned(SentMemory sent) {
        try {
            sent.fault().ifPresent(fault -> {
                throw fault;
            });
            return new Planned(sent, Optional.of(write(sent)), Optional.empty());
        } catch (Refusal fault) {
            return new Planned(sent, Optional.empty(), Optional.of(fault));
        }
    }

    private Write write(SentMemory sent) {
        Optional<NumberedItem> stored = stored(sent);
        UUID uid = stored.map(memory -> memory.item().uid())
                .or(() -> SourceUids.of(TYPE, space.id(), sent.fields()))
                .orElseGet(() -> UidForm.fresh(now));
        if (!seen.add(uid)) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "the body has this memory twice");
        }
        ObjectNode fields = fields(sent, stored);
        Optional<Stamp> stamp = Optional.of(Stamp.of(fields, now.toEpochMilli()));
        return new Write(
                TYPE, new Mutation.Push(uid, stamp, () -> JsonBody.of(fields.deepCopy())), new Precondition.None());
    }

    private Optional<NumberedItem> stored(SentMemory sent) {
        if (sent.number().isPresent()) {
            return Optional.of(Optional.ofNullable(byNumber.get(sent.number().getAsLong()))
                    .filter(memory -> !memory.item().isDeleted())
                    .orElseThrow(MemoryPushes::missing));
        }
        return SourceUids.of(TYPE, space.id(), sent.fields()).map(byUid::get);
    }

    static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "no such memory");
    }

    /// The whole memory: what the client does not name stays. A change is stamped with the time of the sync.
    private ObjectNode fields(SentMemory sent, Optional<NumberedItem> stored) {
        ObjectNode before = stored.filter(memory -> !memory.item().isDeleted())
                .map(memory -> memory.item().payload().fields())
                .orElseGet(Json::object);
        ObjectNode after = before.deepCopy();
        sent.fields().properties().forEach(field -> {
            if (field.getValue().isNull()) {
                after.remove(field.getKey());
            } else {
                after.set(field.getKey(), field.getValue());
            }
        });
        if (!after.equals(before) && !sent.fields().hasNonNull(SYNCED_AT)) {
            after.put(SYNCED_AT, Times.rfc3339(now.toEpochMilli()));
        }
        after.remove(SYNC);
        stored.ifPresent(memory -> after.putObject(SYNC)
                .put("version", sent.version().orElse(memory.item().version())));
        return after;
    }
}
