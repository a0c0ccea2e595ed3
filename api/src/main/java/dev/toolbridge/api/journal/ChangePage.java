package dev.toolbridge.api.journal;

import dev.toolbridge.api.item.place.Cursor;
import java.util.List;

/// A part of the journal.
///
/// @param next the place after it, also when it has no entries
/// @param hasMore true when the journal has numbers after that place now
public record ChangePage(List<JournalEntry> entries, Cursor next, boolean hasMore) {

    public ChangePage {
        entries = List.copyOf(entries);
    }
}
