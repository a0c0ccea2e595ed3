package dev.toolbridge.api.journal;

import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.UUID;

/// Reads the journal of one item.
public interface Journal {

    /// The versions of an item before `beforeSeq`, newest first.
    History history(Space space, EntityType type, UUID uid, HistoryPage page);

    /// One version of an item.
    Past version(Space space, Key key, long version);

    /// The version that an item had at a moment.
    Past at(Space space, Key key, Moment moment);

    /// A part of a history; `hasMore` is true when older versions follow.
    record History(List<Change> changes, boolean hasMore) {

        public History {
            changes = List.copyOf(changes);
        }
    }

    /// A part of a history: at most `limit` entries whose sequence number is below `beforeSeq`.
    ///
    /// @param withPayload false to leave the payloads unread; the entries have empty ones
    record HistoryPage(long beforeSeq, int limit, boolean withPayload) {

        public HistoryPage(long beforeSeq, int limit) {
            this(beforeSeq, limit, true);
        }
    }
}
