package dev.toolbridge.api.archive;

import dev.toolbridge.api.item.Head;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The items and the journal of a space as they were at a head, in parts of a bounded size.
public interface ArchivedItems {

    Head head(Space space);

    /// Makes sure that the space was not wiped since a head was read.
    default void requireSame(Head head, Space space) throws IOException {
        Head now = head(space);
        if (now.epoch() != head.epoch() || !now.incarnation().equals(head.incarnation())) {
            throw new IOException("the space was wiped while it was archived");
        }
    }

    /// The next items of a type by their uids, deleted ones included.
    Part<ArchivedItem> items(Question question, Optional<UUID> after);

    /// The next changes of items of a type, by uids and versions.
    Part<ArchivedChange> changes(Question question, Optional<Place> after);

    /// The items that are asked for.
    ///
    /// @param seq the number of the head
    record Question(Space space, EntityType type, long seq) {}

    /// The place of a change.
    record Place(UUID uid, long version) {}

    /// A part of what is asked for; there is nothing behind an empty one.
    record Part<T>(List<T> entries) {

        public Part {
            entries = List.copyOf(entries);
        }
    }
}
