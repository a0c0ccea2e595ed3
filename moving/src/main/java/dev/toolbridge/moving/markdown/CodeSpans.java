package dev.toolbridge.moving.markdown;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// Blanks the code spans of a text (CommonMark 0.31, section 6.1): a run of backticks, up to the next run of the same
/// length in the same paragraph.
final class CodeSpans {

    private CodeSpans() {}

    static void blank(char[] text) {
        var runs = new ArrayList<Run>();
        boolean lineEmpty = true;
        for (int index = 0; index < text.length; index++) {
            char character = text[index];
            if (character == '`') {
                int end = endOfRun(text, index);
                runs.add(new Run(index, end));
                index = end - 1;
            } else if (character == '\n' && lineEmpty) {
                blank(text, runs);
                runs.clear();
            }
            lineEmpty = character == '\n' || (lineEmpty && Character.isWhitespace(character));
        }
        blank(text, runs);
    }

    private static int endOfRun(char[] text, int start) {
        int end = start;
        while (end < text.length && text[end] == '`') {
            end++;
        }
        return end;
    }

    private static void blank(char[] text, List<Run> runs) {
        int[] partners = partners(runs);
        for (int index = 0; index < runs.size(); index++) {
            if (partners[index] >= 0) {
                Arrays.fill(
                        text, runs.get(index).start(), runs.get(partners[index]).end(), ' ');
                index = partners[index];
            }
        }
    }

    private static int[] partners(List<Run> runs) {
        var nearest = new HashMap<Integer, Integer>();
        int[] partners = new int[runs.size()];
        for (int index = runs.size() - 1; index >= 0; index--) {
            Integer partner =
                    nearest.put(runs.get(index).end() - runs.get(index).start(), index);
            partners[index] = partner == null ? -1 : partner;
        }
        return partners;
    }

    private record Run(int start, int end) {}
}
