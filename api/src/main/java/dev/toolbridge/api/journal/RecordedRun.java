package dev.toolbridge.api.journal;

import java.time.Instant;
import java.util.List;

/// A run, as the journal shows it.
///
/// @param first the first change that is kept
/// @param last the last change
/// @param counts the numbers of its changes by type and operation
/// @param isUndone true if it was taken back after its last change
public record RecordedRun(RunKey key, Place first, Place last, List<Count> counts, boolean isUndone) {

    public RecordedRun {
        counts = List.copyOf(counts);
    }

    /// The number of a change, and its time.
    public record Place(long seq, Instant at) {}

    /// The number of changes of one type by one operation.
    public record Count(String type, String operation, long changes) {}
}
