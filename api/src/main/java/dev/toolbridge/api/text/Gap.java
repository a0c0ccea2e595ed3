package dev.toolbridge.api.text;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/// A place at which two lists differ: entries of the first, and those of the second that stand in their place.
/// Between two gaps the lists are the same.
public record Gap(int fromBegin, int fromEnd, int toBegin, int toEnd) {

    /// The one gap that holds all differences of two lists, between their equal beginnings and equal ends.
    public static <T> Gap around(List<T> from, List<T> to, BiPredicate<T, T> areSame) {
        int shorter = Math.min(from.size(), to.size());
        int begin = 0;
        while (begin < shorter && areSame.test(from.get(begin), to.get(begin))) {
            begin++;
        }
        int fromEnd = from.size();
        int toEnd = to.size();
        while (Math.min(fromEnd, toEnd) > begin
                && Math.max(fromEnd, toEnd) > begin + 1
                && areSame.test(from.get(fromEnd - 1), to.get(toEnd - 1))) {
            fromEnd--;
            toEnd--;
        }
        return new Gap(begin, fromEnd, begin, toEnd);
    }

    /// The gaps inside this one in their order, never one next to another (E. Myers, "An O(ND) difference
    /// algorithm"). Its time grows with the square of [#size].
    public <T> List<Gap> parts(List<T> from, List<T> to, BiPredicate<T, T> areSame) {
        var changes = new MyersDiffWithLinearSpace<>(areSame)
                .computeDiff(from.subList(fromBegin, fromEnd), to.subList(toBegin, toEnd), null);
        var gaps = new ArrayList<Gap>();
        for (Change change : changes) {
            Gap gap = at(change);
            if (!gaps.isEmpty() && gaps.getLast().touches(gap)) {
                gaps.add(gaps.removeLast().with(gap));
            } else {
                gaps.add(gap);
            }
        }
        return gaps;
    }

    /// The number of entries on both sides.
    public long size() {
        return (long) fromEnd - fromBegin + toEnd - toBegin;
    }

    private Gap at(Change change) {
        return new Gap(
                fromBegin + change.startOriginal,
                fromBegin + change.endOriginal,
                toBegin + change.startRevised,
                toBegin + change.endRevised);
    }

    private boolean touches(Gap next) {
        return fromEnd == next.fromBegin && toEnd == next.toBegin;
    }

    private Gap with(Gap next) {
        return new Gap(fromBegin, next.fromEnd, toBegin, next.toEnd);
    }
}
