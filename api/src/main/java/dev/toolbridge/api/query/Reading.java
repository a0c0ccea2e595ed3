package dev.toolbridge.api.query;

import dev.toolbridge.service.error.Refusal;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// The value of a query parameter, read from left to right.
final class Reading {
    private static final String RESERVED = ",.:()\"{}";

    private final String parameter;
    private final String text;
    private final IntUnaryOperator places;
    private int at;

    Reading(String parameter, String text) {
        this(parameter, text, IntUnaryOperator.identity());
    }

    /// @param places the place of a character of this text in the text that was sent
    Reading(String parameter, String text, IntUnaryOperator places) {
        this.parameter = parameter;
        this.text = text;
        this.places = places;
        requireStorable();
    }

    /// All of the text, read or not.
    String text() {
        return text;
    }

    Spot spot() {
        return spot(at);
    }

    private Spot spot(int place) {
        return new Spot(parameter, places.applyAsInt(place));
    }

    Refusal refusal(String expected) {
        String found = isAtEnd() ? "the end" : "'" + Character.toString(text.codePointAt(at)) + "'";
        return spot().refusal("unexpected " + found + " in query parameter " + parameter, expected);
    }

    /// The same text at the same place, to look ahead.
    Reading copy() {
        var copy = new Reading(parameter, text, places);
        copy.at = at;
        return copy;
    }

    /// The number of characters that are read.
    int place() {
        return at;
    }

    /// A part of this text as a text by itself.
    Reading part(int begin, String part) {
        return new Reading(parameter, part, place -> places.applyAsInt(begin + place));
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    boolean sees(char character) {
        return !isAtEnd() && text.charAt(at) == character;
    }

    boolean sees(String word) {
        return text.startsWith(word, at);
    }

    /// Passes a word if it is next.
    boolean took(String word) {
        if (!sees(word)) {
            return false;
        }
        at += word.length();
        return true;
    }

    void take(String word) {
        if (!took(word)) {
            throw refusal(word);
        }
    }

    void takeEnd() {
        if (!isAtEnd()) {
            throw refusal("the end");
        }
    }

    /// The characters up to the first that does not suit.
    String takeWhile(IntPredicate suits) {
        int begin = at;
        while (!isAtEnd() && suits.test(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    /// A text in quotation marks, with a backslash before a quotation mark or a backslash.
    String takeQuoted() {
        take("\"");
        var content = new StringBuilder();
        while (!sees('"')) {
            if (took("\\") && !sees('"') && !sees('\\')) {
                throw refusal("\\\" or \\\\");
            }
            if (isAtEnd()) {
                throw refusal("a closing quotation mark");
            }
            content.append(text.charAt(at));
            at++;
        }
        take("\"");
        return content.toString();
    }

    /// A name that ends before a reserved character or an arrow.
    String takeName(String expected) {
        if (sees('"')) {
            return takeQuoted();
        }
        int begin = at;
        while (!isAtEnd() && RESERVED.indexOf(text.charAt(at)) < 0 && !sees("->")) {
            at++;
        }
        if (begin == at) {
            throw refusal(expected);
        }
        return text.substring(begin, at);
    }

    private void requireStorable() {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean pairs = Character.isHighSurrogate(character)
                    && index + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(index + 1));
            if (character == '\0' || (Character.isSurrogate(character) && !pairs)) {
                throw spot(index)
                        .refusal("a character of query parameter " + parameter + " cannot be stored", "Unicode text");
            }
            index += pairs ? 1 : 0;
        }
    }
}
