package dev.toolbridge.console.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Two lines with the words marked that the other one does not have.
///
/// @param before the older line
/// @param after the newer line
public record WordDifference(List<Part> before, List<Part> after) {
    /// More words are compared as a whole: the work grows with the square.
    private static final int WORDS_MAX = 500;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

    public WordDifference {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /// A piece of a line.
    ///
    /// @param isOther true if the other line does not have it
    public record Part(String text, boolean isOther) {}

    public static WordDifference between(String before, String after) {
        List<String> left = words(before);
        List<String> right = words(after);
        if (left.size() > WORDS_MAX || right.size() > WORDS_MAX) {
            return new WordDifference(List.of(new Part(before, true)), List.of(new Part(after, true)));
        }
        return walked(left, right, lengths(left, right));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(word -> word.group()).toList();
    }

    /// The length of the longest common sequence of words from each pair of places to the ends.
    private static int[][] lengths(List<String> left, List<String> right) {
        var lengths = new int[left.size() + 1][right.size() + 1];
        for (int row = left.size() - 1; row >= 0; row--) {
            for (int column = right.size() - 1; column >= 0; column--) {
                lengths[row][column] = left.get(row).equals(right.get(column))
                        ? lengths[row + 1][column + 1] + 1
                        : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
            }
        }
        return lengths;
    }

    private static WordDifference walked(List<String> left, List<String> right, int[][] lengths) {
        var before = new ArrayList<Part>();
        var after = new ArrayList<Part>();
        int row = 0;
        int column = 0;
        while (row < left.size() || column < right.size()) {
            if (row < left.size() && column < right.size() && left.get(row).equals(right.get(column))) {
                add(before, left.get(row++), false);
                add(after, right.get(column++), false);
            } else if (column == right.size()
                    || (row < left.size() && lengths[row + 1][column] >= lengths[row][column + 1])) {
                add(before, left.get(row++), true);
            } else {
                add(after, right.get(column++), true);
            }
        }
        return new WordDifference(before, after);
    }

    /// Joins what follows of the same kind.
    private static void add(List<Part> parts, String word, boolean isOther) {
        if (!parts.isEmpty() && parts.getLast().isOther() == isOther) {
            parts.set(parts.size() - 1, new Part(parts.getLast().text() + word, isOther));
        } else {
            parts.add(new Part(word, isOther));
        }
    }
}
