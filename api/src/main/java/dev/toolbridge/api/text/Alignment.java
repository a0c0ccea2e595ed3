package dev.toolbridge.api.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the gaps between lists of texts, such as lines or words, in bounded time.
///
/// One comparison shares the limit: where the entries that differ are too many to align, all of them count as
/// replaced.
public final class Alignment {

    /// The squares of the numbers of entries to align, at most: those of 4,000 entries that all differ.
    private static final long ALIGNED_MAX = 16_000_000;

    private long alignedLeft = ALIGNED_MAX;

    /// The gaps in their order. It compares numbers in place of the texts, which may be long.
    public List<Gap> gaps(List<String> before, List<String> after) {
        var numbers = new HashMap<String, Integer>();
        List<Integer> from = numbered(before, numbers);
        List<Integer> to = numbered(after, numbers);
        Gap all = Gap.around(from, to, Integer::equals);
        long aligned = all.size() * all.size();
        if (aligned > alignedLeft) {
            return List.of(all);
        }
        alignedLeft -= aligned;
        return all.parts(from, to, Integer::equals);
    }

    private static List<Integer> numbered(List<String> entries, Map<String, Integer> numbers) {
        var numbered = new ArrayList<Integer>(entries.size());
        for (String entry : entries) {
            numbered.add(numbers.computeIfAbsent(entry, _ -> numbers.size()));
        }
        return numbered;
    }
}
