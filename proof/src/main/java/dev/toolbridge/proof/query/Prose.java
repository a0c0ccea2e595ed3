package dev.toolbridge.proof.query;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sentences of made-up words: some are in most of them, most are in few, as in a language.
record Prose(Random random) {
    private static final String[] SYLLABLES = {
        "ba", "dor", "fen", "gal", "hom", "kir", "lun", "mar", "nos", "pel", "rit", "sul", "tav", "ven", "wok", "zim"
    };
    private static final int BITS = 4;
    private static final int WORDS = 1 << (3 * BITS);

    /// A word; one of the commonest is a hundred times as likely as one of the rarest.
    String word() {
        double place = random.nextDouble();
        return word((int) (WORDS * place * place * place));
    }

    /// The word at a place, 0 for the commonest.
    static String word(int place) {
        return SYLLABLES[place % SYLLABLES.length]
                + SYLLABLES[(place >> BITS) % SYLLABLES.length]
                + SYLLABLES[place >> (2 * BITS)];
    }

    String sentence(int words) {
        return IntStream.range(0, words).mapToObj(_ -> word()).collect(Collectors.joining(" "));
    }

    /// A word with two letters in each other's place.
    String misspelt() {
        var letters = new StringBuilder(word());
        int at = 1 + random.nextInt(letters.length() - 2);
        char moved = letters.charAt(at);
        letters.setCharAt(at, letters.charAt(at + 1));
        letters.setCharAt(at + 1, moved);
        return letters.toString();
    }
}
