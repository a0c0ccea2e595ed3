package dev.toolbridge.api.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes random texts and operations of them; half of the characters take two UTF-16 units.
final class RandomTexts {
    private static final List<String> LETTERS =
            List.of("a", "b", " ", "\n", "\r\n", "é", "e\u0301", "😀", "🧑‍🚀", "𝒳");

    private RandomTexts() {}

    static String text(Random random, int charactersMax) {
        var text = new StringBuilder();
        for (int left = random.nextInt(charactersMax + 1); left > 0; left--) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    /// An operation whose insertions are of letters that no other text has, from `first` on.
    static TextOperation operation(Random random, String text, int first) {
        var splices = new ArrayList<Splice>();
        int place = step(random, text, 0);
        int letter = first;
        while (place < text.length() && splices.size() < 4) {
            int end = random.nextInt(3) == 0 ? place : step(random, text, place);
            String inserted = random.nextBoolean() ? Character.toString(letter++) : "";
            splices.addAll(Splice.unlessEmpty(place, end, inserted));
            place = end + 1 > text.length() ? end : step(random, text, end + 1);
        }
        if (random.nextInt(3) == 0) {
            splices.removeIf(splice -> splice.end() == text.length());
            splices.add(new Splice(text.length(), text.length(), Character.toString(letter)));
        }
        return TextOperation.of(splices, text.length());
    }

    /// A place behind the one given, not inside a surrogate pair.
    private static int step(Random random, String text, int place) {
        int next = Math.min(text.length(), place + random.nextInt(5));
        return TextOperation.isInsidePair(text, next) ? next + 1 : next;
    }

    /// Tells if a character is one of those that operations insert.
    static boolean isInserted(int codePoint) {
        return (codePoint >= 0x1F400 && codePoint < 0x1F410) || (codePoint >= 0x4E00 && codePoint < 0x4E10);
    }
}
