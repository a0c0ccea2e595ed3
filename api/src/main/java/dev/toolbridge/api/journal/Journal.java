package dev.toolbridge.api.journal;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads the journal of one item.
public interface Journal {

    /// The versions of an item before `beforeSeq`, newest first.
    History history(Space space, EntityType type, UUID uid, HistoryPage page);

    /// One version of an item.
    Optional<Change> version(Space space, EntityType type, UUID uid, long version);

    /// A part of a history; `hasMore` is true when older versions follow.
    record History(List<Change> changes, boolean hasMore) {

        public History {
            changes = List.copyOf(changes);
        }
    }

    /// A part of a history: at most `limit` entries whose sequence number is below `beforeSeq`.
    record HistoryPage(long beforeSeq, int limit) {}
}
