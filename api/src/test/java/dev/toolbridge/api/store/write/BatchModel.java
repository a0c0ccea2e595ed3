package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// A plain account of a space: the versions of its notes, comments, task lists and tasks, and the effect that a
/// write has on them.
final class BatchModel {
    private static final EntityType COMMENT = Entities.named("comment");
    private static final EntityType TASK_LIST = Entities.named("task_list");
    private static final EntityType TASK = Entities.named("task");
    private static final List<EntityType> TYPES = List.of(TestItems.NOTE, COMMENT, TASK_LIST, TASK);

    private final Random random;
    private Map<UUID, State> items = new LinkedHashMap<>();

    BatchModel(Random random) {
        this.random = random;
    }

    /// @param parent the item that it names as its parent or list, until that releases it
    private record State(EntityType type, long version, boolean isDeleted, Optional<UUID> parent) {

        State next(boolean deleting) {
            return new State(type, version + 1, deleting, parent);
        }
    }

    /// The state after a list of writes, and the codes of those that are refused.
    ///
    /// @param refused the code of each refused write by its place
    record Effect(Map<Integer, ErrorCode> refused, Map<UUID, State> after) {}

    /// The effect of writes in their order; the first refusal ends them if all of them belong together.
    Effect of(List<Write> writes, boolean together) {
        var after = new LinkedHashMap<>(items);
        var refused = new TreeMap<Integer, ErrorCode>();
        for (int place = 0; place < writes.size() && (refused.isEmpty() || !together); place++) {
            int at = place;
            apply(writes.get(place), after).ifPresent(code -> refused.put(at, code));
        }
        return new Effect(refused, together && !refused.isEmpty() ? new LinkedHashMap<>(items) : after);
    }

    void become(Effect effect) {
        items = new LinkedHashMap<>(effect.after());
    }

    /// The versions of all items, as a text that can be compared with the stored ones.
    String text() {
        return items.entrySet().stream()
                .map(item -> item.getKey() + " " + item.getValue().version() + " "
                        + item.getValue().isDeleted())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    List<Write> randomWrites(int count) {
        var writes = new ArrayList<Write>();
        var made = new HashMap<EntityType, UUID>();
        for (int place = 0; place < count; place++) {
            writes.add(randomWrite(made));
        }
        return writes;
    }

    private Write randomWrite(Map<EntityType, UUID> made) {
        EntityType type = TYPES.get(random.nextInt(TYPES.size()));
        int kind = random.nextInt(10);
        UUID uid = kind < 4 ? UUID.randomUUID() : some(type, made);
        if (kind < 4) {
            made.put(type, uid);
        }
        Mutation mutation =
                switch (kind) {
                    case 0, 1, 2, 3 -> new Mutation.Create(uid, TestItems.body(fields(type, made)));
                    case 4, 5 ->
                        new Mutation.Patch(
                                uid, TestItems.body("{\"n\":" + random.nextInt() + "}"), Mutation.Style.TOP_LEVEL);
                    case 6 -> new Mutation.Patch(uid, TestItems.body("{\"n\":null}"), Mutation.Style.DEEP);
                    case 7 -> new Mutation.Archive(uid);
                    case 8 -> new Mutation.Process(uid, random.nextInt(4) == 0 ? "fly" : "", Optional.empty());
                    default -> new Mutation.Delete(uid);
                };
        return new Write(type, mutation, precondition(uid, mutation));
    }

    private Precondition precondition(UUID uid, Mutation mutation) {
        State state = items.get(uid);
        if (mutation instanceof Mutation.Create || state == null || random.nextInt(3) > 0) {
            return new Precondition.None();
        }
        long version = random.nextInt(8) == 0 ? state.version() + 3 : state.version();
        return new Precondition.Versions(List.of(Long.toString(version)));
    }

    private String fields(EntityType type, Map<EntityType, UUID> made) {
        if (type.equals(COMMENT)) {
            return "{\"parentType\":\"note\",\"parentUid\":\"" + some(TestItems.NOTE, made) + "\"}";
        }
        return type.equals(TASK) ? "{\"taskListUid\":\"" + some(TASK_LIST, made) + "\"}" : "{}";
    }

    /// An item of the type: mostly a stored one or one of the same batch, sometimes none.
    private UUID some(EntityType type, Map<EntityType, UUID> made) {
        if (made.containsKey(type) && random.nextBoolean()) {
            return made.get(type);
        }
        List<UUID> known = items.entrySet().stream()
                .filter(item -> item.getValue().type().equals(type))
                .map(Map.Entry::getKey)
                .toList();
        return known.isEmpty() || random.nextInt(40) == 0 ? UUID.randomUUID() : known.get(random.nextInt(known.size()));
    }

    private static Optional<ErrorCode> apply(Write write, Map<UUID, State> items) {
        UUID uid = write.mutation().uid();
        State stored = items.get(uid);
        if (write.mutation() instanceof Mutation.Create create) {
            return create(write.type(), create, items);
        }
        if (stored == null) {
            return Optional.of(ErrorCode.NOT_FOUND);
        }
        if (stored.isDeleted()) {
            return Optional.of(ErrorCode.DELETED);
        }
        if (write.mutation() instanceof Mutation.Process) {
            return Optional.of(ErrorCode.INVALID_ACTION);
        }
        if (write.precondition() instanceof Precondition.Versions versions
                && !versions.accepted().contains(Long.toString(stored.version()))) {
            return Optional.of(ErrorCode.VERSION_MISMATCH);
        }
        boolean deleting = write.mutation() instanceof Mutation.Delete;
        items.put(uid, stored.next(deleting));
        if (deleting && stored.type().equals(TASK_LIST)) {
            release(uid, items);
        }
        return Optional.empty();
    }

    private static Optional<ErrorCode> create(EntityType type, Mutation.Create create, Map<UUID, State> items) {
        var fields = create.body().fieldsOrRefuse();
        String field = type.equals(COMMENT) ? "parentUid" : "taskListUid";
        Optional<UUID> parent = Optional.ofNullable(fields.get(field)).map(uid -> UUID.fromString(uid.textValue()));
        if (type.equals(COMMENT)) {
            State note = items.get(parent.orElseThrow());
            if (note == null || note.isDeleted()) {
                return Optional.of(ErrorCode.PARENT_MISSING);
            }
        }
        items.put(create.uid(), new State(type, 1, false, parent));
        return Optional.empty();
    }

    private static void release(UUID list, Map<UUID, State> items) {
        items.replaceAll((_, state) -> {
            boolean isReleased = state.type().equals(TASK)
                    && !state.isDeleted()
                    && state.parent().filter(list::equals).isPresent();
            return isReleased ? new State(state.type(), state.version() + 1, false, Optional.empty()) : state;
        });
    }
}
