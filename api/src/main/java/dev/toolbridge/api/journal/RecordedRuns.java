package dev.toolbridge.api.journal;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Reads the runs of a space.
public interface RecordedRuns {

    /// The changes that one query walks through, at most.
    int CHANGES_MAX = 20_000;

    /// A part of the runs, the last changed one first. It may be short, even empty, with more behind it.
    Page list(Space space, Query query);

    /// One run, if any of its changes is kept.
    Optional<RecordedRun> find(Space space, RunKey key, SortedSet<String> types);

    /// The runs to list.
    ///
    /// @param types the types whose changes are counted; a run without any is left out
    /// @param client the client whose runs are wanted; empty for all
    /// @param before the place where the page before ended
    record Query(SortedSet<String> types, Optional<String> client, Optional<Cursor> before, int limit) {}

    /// A part of the runs.
    ///
    /// @param next the place after it
    record Page(List<RecordedRun> runs, Cursor next, boolean hasMore) {

        public Page {
            runs = List.copyOf(runs);
        }
    }
}
