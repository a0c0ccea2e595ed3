package dev.toolbridge.api.query;

import java.util.ArrayList;
import java.util.List;

/// The value of a condition, before its kind is known.
///
/// @param text the text that it is read from
/// @param isInside true inside a tree, where a comma or a bracket ends it
record Operand(Reading text, boolean isInside) {
    private static final int LIST_LENGTH_MAX = 200;
    private static final String QUOTES = "the value in quotation marks";

    /// A single value.
    ///
    /// @param isQuoted true if it stood in quotation marks and is a text for certain
    /// @param reading the value as a text by itself, whose places are those of the whole text
    record Word(Spot spot, String text, boolean isQuoted, Reading reading) {}

    /// The value up to its end.
    Word word() {
        return isInside ? inside(",)") : whole();
    }

    /// The values of a list between brackets.
    List<Word> set(String opening, String closing) {
        text.take(opening);
        var words = new ArrayList<Word>();
        if (text.sees(closing)) {
            throw text.refusal("a value");
        }
        do {
            if (words.size() == LIST_LENGTH_MAX) {
                throw text.spot().refusal("a list is too long", "at most " + LIST_LENGTH_MAX + " values");
            }
            words.add(inside("," + closing));
        } while (text.took(","));
        text.take(closing);
        return words;
    }

    private Word inside(String ends) {
        Spot begin = text.spot();
        if (text.sees('"')) {
            return quoted(begin);
        }
        String word = text.takeWhile(character -> ends.indexOf(character) < 0 && "(\"".indexOf(character) < 0);
        if (text.sees('(') || text.sees('"')) {
            throw text.refusal(QUOTES);
        }
        return unquoted(begin, word);
    }

    private Word whole() {
        Spot begin = text.spot();
        if (text.sees('"')) {
            return quoted(begin);
        }
        String word = text.takeWhile(character -> character != '"');
        if (!text.isAtEnd()) {
            throw text.refusal(QUOTES);
        }
        return unquoted(begin, word);
    }

    private Word quoted(Spot begin) {
        int place = text.place() + 1;
        String word = text.takeQuoted();
        return new Word(begin, word, true, text.part(place, word));
    }

    private Word unquoted(Spot begin, String word) {
        return new Word(begin, trimmed(begin, word), false, text.part(text.place() - word.length(), word));
    }

    /// A blank at an end is easily lost on the way, so it must be said.
    private static String trimmed(Spot begin, String word) {
        if (!word.equals(word.strip())) {
            throw begin.refusal("a value begins or ends with a blank", QUOTES);
        }
        return word;
    }
}
