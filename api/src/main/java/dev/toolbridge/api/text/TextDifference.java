package dev.toolbridge.api.text;

import java.util.ArrayList;
import java.util.List;

/// Finds the operation that turns one text into another: by lines, and inside the lines that differ by words. Where
/// they are too many to align, they are replaced together.
public final class TextDifference {

    private TextDifference() {}

    public static TextOperation between(String from, String to) {
        var alignment = new Alignment();
        var operation = new Operations();
        List<String> before = lines(from);
        List<String> after = lines(to);
        int line = 0;
        for (Gap gap : alignment.gaps(before, after)) {
            operation.keep(length(before.subList(line, gap.fromBegin())));
            String removed = String.join("", before.subList(gap.fromBegin(), gap.fromEnd()));
            String added = String.join("", after.subList(gap.toBegin(), gap.toEnd()));
            add(operation, alignment, words(removed), words(added));
            line = gap.fromEnd();
        }
        return operation.keep(length(before.subList(line, before.size()))).done();
    }

    private static void add(Operations operation, Alignment alignment, List<String> before, List<String> after) {
        int word = 0;
        for (Gap gap : alignment.gaps(before, after)) {
            operation.keep(length(before.subList(word, gap.fromBegin())));
            operation.insert(String.join("", after.subList(gap.toBegin(), gap.toEnd())));
            operation.delete(length(before.subList(gap.fromBegin(), gap.fromEnd())));
            word = gap.fromEnd();
        }
        operation.keep(length(before.subList(word, before.size())));
    }

    private static int length(List<String> texts) {
        return texts.stream().mapToInt(String::length).sum();
    }

    /// The lines with their ends.
    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int begin = 0;
        while (begin < text.length()) {
            int feed = text.indexOf('\n', begin);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(begin, end));
            begin = end;
        }
        return lines;
    }

    /// The words, and each other character (code point) by itself.
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        int begin = 0;
        while (begin < text.length()) {
            int end = text.offsetByCodePoints(begin, 1);
            if (isOfWord(text.codePointAt(begin))) {
                while (end < text.length() && isOfWord(text.codePointAt(end))) {
                    end = text.offsetByCodePoints(end, 1);
                }
            }
            words.add(text.substring(begin, end));
            begin = end;
        }
        return words;
    }

    /// Marks that combine with a letter belong to its word.
    private static boolean isOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || Character.getType(codePoint) == Character.NON_SPACING_MARK
                || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
    }
}
