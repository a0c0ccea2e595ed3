package dev.toolbridge.api.item.decision;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A name made of the first sentence of a text: its words in small letters, with hyphens between them.
final class ItemName {
    private static final int LENGTH_MAX = 80;
    private static final int SENTENCE_LENGTH_MAX = 400;
    private static final Pattern END = Pattern.compile("[.!?](?:\\s|$)|\\R");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private ItemName() {}

    /// The name; empty if the sentence has no letter and no digit.
    static Optional<String> of(String text) {
        String begin = text.strip();
        String bounded = begin.substring(0, Math.min(SENTENCE_LENGTH_MAX, begin.length()));
        var end = END.matcher(bounded);
        String sentence = end.find() ? bounded.substring(0, end.start()) : bounded;
        String name = BETWEEN_WORDS
                .matcher(sentence.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip()
                .replace(' ', '-');
        return Optional.of(cut(name)).filter(made -> !made.isEmpty());
    }

    /// The whole words within the length; of one long word its beginning.
    private static String cut(String name) {
        int characters = name.codePointCount(0, name.length());
        if (characters <= LENGTH_MAX) {
            return name;
        }
        String begin = name.substring(0, name.offsetByCodePoints(0, LENGTH_MAX));
        int last = begin.lastIndexOf('-');
        return last > 0 ? begin.substring(0, last) : begin;
    }
}
