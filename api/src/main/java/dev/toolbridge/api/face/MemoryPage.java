package dev.toolbridge.api.face;

import java.util.List;

/// A page of memories.
///
/// @param total the number of all that the question matches
public record MemoryPage(long total, List<NumberedItem> memories) {

    public MemoryPage {
        memories = List.copyOf(memories);
    }
}
