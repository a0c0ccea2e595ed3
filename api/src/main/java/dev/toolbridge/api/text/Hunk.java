package dev.toolbridge.api.text;

import java.util.ArrayList;
import java.util.List;

/// A place at which two texts differ, with a few equal lines around it.
///
/// @param fromLine the first line of it in the first text, from 1
/// @param fromCount the lines of it in the first text
/// @param toLine the first line of it in the second text
/// @param toCount the lines of it in the second text
/// @param lines the lines of both texts, after a blank if both have it, `-` or `+` if only the first or second has
public record Hunk(int fromLine, int fromCount, int toLine, int toCount, List<String> lines) {
    private static final int CONTEXT = 3;

    public Hunk {
        lines = List.copyOf(lines);
    }

    /// The hunk of gaps that have only a few equal lines between them.
    static Hunk of(List<Gap> gaps, List<String> from, List<String> to) {
        int before = Math.min(CONTEXT, gaps.getFirst().fromBegin());
        int behind = Math.min(CONTEXT, from.size() - gaps.getLast().fromEnd());
        int begin = gaps.getFirst().fromBegin() - before;
        int end = gaps.getLast().fromEnd() + behind;
        int toBegin = gaps.getFirst().toBegin() - before;
        int toEnd = gaps.getLast().toEnd() + behind;
        var lines = new ArrayList<String>();
        int line = begin;
        for (Gap gap : gaps) {
            from.subList(line, gap.fromBegin()).forEach(same -> lines.add(" " + same));
            from.subList(gap.fromBegin(), gap.fromEnd()).forEach(removed -> lines.add("-" + removed));
            to.subList(gap.toBegin(), gap.toEnd()).forEach(added -> lines.add("+" + added));
            line = gap.fromEnd();
        }
        from.subList(line, end).forEach(same -> lines.add(" " + same));
        return new Hunk(begin + 1, end - begin, toBegin + 1, toEnd - toBegin, lines);
    }

    /// True if two gaps are so near that one hunk shows both.
    static boolean joins(Gap gap, Gap next) {
        return next.fromBegin() - gap.fromEnd() <= 2 * CONTEXT;
    }

    /// The hunk in the form of a unified diff.
    public String text() {
        var text = new StringBuilder("@@ -").append(fromLine).append(',').append(fromCount);
        text.append(" +").append(toLine).append(',').append(toCount).append(" @@\n");
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
