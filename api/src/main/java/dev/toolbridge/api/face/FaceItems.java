package dev.toolbridge.api.face;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The store of items with their numbers.
public interface FaceItems {
    /// The entries of a page.
    int PAGE_MAX = 100;

    /// The fields that clients see: of what pages hold, no others are read.
    List<String> SHOWN = Stream.concat(SentMemory.NAMES.values().stream(), FaceJson.OF_MILESTONES.stream())
            .toList();

    /// The memories of a page.
    MemoryPage memories(Space space, MemoryPart question);

    /// The live items of a type that changed last, the newest first.
    List<NumberedItem> latest(Space space, EntityType type, int limit);

    /// Some items of a type with all their fields, deleted ones too.
    ///
    /// @throws dev.toolbridge.service.error.Refusal if they are too large to be read together
    List<NumberedItem> find(Space space, EntityType type, Names names);

    /// The names of items: numbers, uids, or both.
    record Names(Set<Long> numbers, Set<UUID> uids) {

        public Names {
            numbers = Set.copyOf(numbers);
            uids = Set.copyOf(uids);
        }

        public boolean isEmpty() {
            return numbers.isEmpty() && uids.isEmpty();
        }
    }
}
