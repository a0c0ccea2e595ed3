package dev.toolbridge.api.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A word in a text.
///
/// @param text the word as it stands there
/// @param from the place of its first code point
/// @param to the place behind its last one
record Word(String text, int from, int to) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int ASCII_MAX = 127;
    private static final int TRIGRAM = 3;

    /// Letters that do not come apart into a letter and an accent.
    private static final Map<String, String> LETTERS =
            Map.of("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ı", "i");

    /// The words of a text: runs of letters, digits and the marks on them.
    static List<Word> of(int[] text) {
        var words = new ArrayList<Word>();
        int from = -1;
        for (int place = 0; place <= text.length; place++) {
            boolean isInside = place < text.length && isPartOfWord(text[place]);
            if (isInside && from < 0) {
                from = place;
            } else if (!isInside && from >= 0) {
                words.add(new Word(new String(text, from, place - from), from, place));
                from = -1;
            }
        }
        return words;
    }

    static List<Word> of(String text) {
        return of(text.codePoints().toArray());
    }

    /// The word without accents and capitals.
    String folded() {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(letter -> letter <= ASCII_MAX)) {
            return lower;
        }
        String plain =
                MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
        for (var letter : LETTERS.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        return plain;
    }

    /// The share of a folded word's trigrams that another one has.
    static double similarity(String word, String other) {
        Set<String> wanted = trigrams(word);
        Set<String> common = new HashSet<>(wanted);
        common.retainAll(trigrams(other));
        return common.size() / (double) wanted.size();
    }

    private static Set<String> trigrams(String word) {
        int[] padded = ("  " + word + " ").codePoints().toArray();
        var trigrams = new HashSet<String>();
        for (int place = 0; place + TRIGRAM <= padded.length; place++) {
            trigrams.add(new String(padded, place, TRIGRAM));
        }
        return trigrams;
    }

    private static boolean isPartOfWord(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetterOrDigit(codePoint);
        };
    }
}
