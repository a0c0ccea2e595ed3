package dev.toolbridge.api.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares texts by lines. A line ends at `\n`, so a text that ends with it has an empty last line.
///
/// One comparison of an item's fields shares the limits: where the lines that differ are too many to align,
/// all of them are shown as replaced.
final class Lines {

    /// The squares of the numbers of lines to align, at most: those of 4,000 lines that all differ.
    private static final long ALIGNMENT_MAX = 16_000_000;

    private long alignmentLeft = ALIGNMENT_MAX;

    List<Hunk> hunks(String from, String to) {
        List<String> before = List.of(from.split("\n", -1));
        List<String> after = List.of(to.split("\n", -1));
        var hunks = new ArrayList<Hunk>();
        var near = new ArrayList<Gap>();
        for (Gap gap : gaps(before, after)) {
            if (!near.isEmpty() && !Hunk.joins(near.getLast(), gap)) {
                hunks.add(Hunk.of(near, before, after));
                near.clear();
            }
            near.add(gap);
        }
        if (!near.isEmpty()) {
            hunks.add(Hunk.of(near, before, after));
        }
        return hunks;
    }

    /// Compares numbers of lines in place of their texts, which may be long.
    private List<Gap> gaps(List<String> before, List<String> after) {
        var numbers = new HashMap<String, Integer>();
        List<Integer> from = numbered(before, numbers);
        List<Integer> to = numbered(after, numbers);
        Gap all = Gap.around(from, to, Integer::equals);
        long alignment = all.size() * all.size();
        if (alignment > alignmentLeft) {
            return List.of(all);
        }
        alignmentLeft -= alignment;
        return all.parts(from, to, Integer::equals);
    }

    private static List<Integer> numbered(List<String> lines, Map<String, Integer> numbers) {
        var numbered = new ArrayList<Integer>(lines.size());
        for (String line : lines) {
            numbered.add(numbers.computeIfAbsent(line, _ -> numbers.size()));
        }
        return numbered;
    }
}
