package dev.toolbridge.api.item.edit;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A text without some of its differences from others, and the places of its characters in the original.
final class Fold {

    /// A way in which two texts differ, though people take them for the same.
    enum Difference {
        LINE_ENDS("line ends"),
        BLANKS("blanks"),
        CASE("case"),
        UNICODE_FORM("Unicode form");

        private final String named;

        Difference(String named) {
            this.named = named;
        }

        String named() {
            return named;
        }
    }

    /// All ways, in the order in which they are named.
    static final List<Difference> ALL = List.of(Difference.values());

    private static final char ASCII_MAX = 0x7F;

    private final Set<Difference> without;
    private final StringBuilder folded = new StringBuilder();
    private int[] places;
    private int noted;

    private Fold(String text, Set<Difference> without) {
        this.without = without;
        this.places = new int[text.length() + 1];
        int begin = 0;
        while (begin < text.length()) {
            int end = endOfCharacter(text, begin);
            add(text.substring(begin, end), begin);
            begin = end;
        }
        note(text.length());
    }

    static Fold of(String text, Set<Difference> without) {
        return new Fold(text, without);
    }

    String text() {
        return folded.toString();
    }

    /// The place in the original of a place in the folded text.
    int place(int folded) {
        return places[folded];
    }

    /// A line end of two characters, a run of blanks, or a letter with its marks.
    private int endOfCharacter(String text, int begin) {
        if (text.startsWith("\r\n", begin)) {
            return begin + 2;
        }
        int end = text.offsetByCodePoints(begin, 1);
        if (isBlank(text.codePointAt(begin))) {
            while (without.contains(Difference.BLANKS) && end < text.length() && isBlank(text.codePointAt(end))) {
                end = text.offsetByCodePoints(end, 1);
            }
            return end;
        }
        while (end < text.length() && isMark(text.codePointAt(end))) {
            end = text.offsetByCodePoints(end, 1);
        }
        return end;
    }

    private void add(String character, int begin) {
        String kept = character;
        if (without.contains(Difference.LINE_ENDS) && (character.equals("\r\n") || character.equals("\r"))) {
            kept = "\n";
        }
        if (without.contains(Difference.BLANKS) && isBlank(character.codePointAt(0))) {
            kept = " ";
        }
        if (without.contains(Difference.UNICODE_FORM) && (kept.length() > 1 || kept.charAt(0) > ASCII_MAX)) {
            kept = Normalizer.normalize(kept, Normalizer.Form.NFKC);
        }
        if (without.contains(Difference.CASE)) {
            kept = kept.toLowerCase(Locale.ROOT);
        }
        for (int unit = 0; unit < kept.length(); unit++) {
            note(begin);
        }
        folded.append(kept);
    }

    private void note(int place) {
        if (noted == places.length) {
            places = Arrays.copyOf(places, 2 * noted + 1);
        }
        places[noted++] = place;
    }

    private static boolean isBlank(int codePoint) {
        return codePoint != '\n' && codePoint != '\r' && (Character.isSpaceChar(codePoint) || codePoint == '\t');
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
