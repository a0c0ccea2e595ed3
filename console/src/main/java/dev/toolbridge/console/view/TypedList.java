package dev.toolbridge.console.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Texts as a person types them in one line: with commas between them, and in quotes where a text has commas itself.
final class TypedList {
    private static final char QUOTE = '"';
    private static final char COMMA = ',';

    private TypedList() {}

    static String written(List<String> texts) {
        return texts.stream().map(TypedList::written).collect(Collectors.joining(", "));
    }

    private static String written(String text) {
        boolean isPlain =
                text.indexOf(COMMA) < 0 && text.indexOf(QUOTE) != 0 && text.equals(text.strip()) && !text.isEmpty();
        return isPlain ? text : QUOTE + text.replace("\"", "\"\"") + QUOTE;
    }

    /// The texts in their order. Between two commas with nothing between them there is none.
    static List<String> read(String typed) {
        var texts = new ArrayList<String>();
        int begin = 0;
        while (begin <= typed.length()) {
            int end = end(typed, begin);
            String part = typed.substring(begin, end).strip();
            if (!part.isEmpty()) {
                texts.add(plain(part));
            }
            begin = end + 1;
        }
        return texts;
    }

    /// The place of the comma behind a text. A quote that nothing closes is a character like others.
    private static int end(String typed, int begin) {
        int first = begin;
        while (first < typed.length() && Character.isWhitespace(typed.charAt(first))) {
            first++;
        }
        boolean canQuote = first < typed.length() && typed.charAt(first) == QUOTE;
        boolean isQuoted = false;
        for (int place = first; canQuote && place < typed.length(); place++) {
            isQuoted ^= typed.charAt(place) == QUOTE;
            if (typed.charAt(place) == COMMA && !isQuoted) {
                return place;
            }
        }
        int comma = canQuote && !isQuoted ? typed.length() : typed.indexOf(COMMA, begin);
        return comma < 0 ? typed.length() : comma;
    }

    private static String plain(String part) {
        boolean isQuoted = part.length() > 1 && part.charAt(0) == QUOTE && part.charAt(part.length() - 1) == QUOTE;
        return isQuoted ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part;
    }
}
