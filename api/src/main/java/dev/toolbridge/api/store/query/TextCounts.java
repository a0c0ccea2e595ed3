package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.Filter;
import java.util.Map;
import java.util.OptionalInt;

/// The numbers of items that have the words of conditions, as far as they were counted.
record TextCounts(Map<Filter.FullText, Integer> counts, int countedMax) {
    static final TextCounts NONE = new TextCounts(Map.of(), 0);

    TextCounts {
        counts = Map.copyOf(counts);
    }

    /// The number of items with these words; empty if there are too many, or if nobody counted.
    OptionalInt of(Filter.FullText text) {
        Integer count = counts.get(text);
        return count == null || count > countedMax ? OptionalInt.empty() : OptionalInt.of(count);
    }
}
