package dev.toolbridge.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads words between signs, `(fat & !rat) | 'sour bread' | cat:* | old <-> dog`, where `!` binds more
/// tightly than `&`, and that more than `|`.
final class TextTree {
    private static final String SIGNS = "&|!()<>:'\"\\";
    private static final int DEPTH_MAX = 50;

    private final Reading text;

    TextTree(Operand.Word word) {
        this.text = word.reading();
    }

    TextQuery query() {
        TextQuery query = any(1);
        if (!text.isAtEnd()) {
            throw text.refusal("&, | or the end");
        }
        return query;
    }

    /// A part of the tree at a depth.
    @FunctionalInterface
    private interface Part {
        TextQuery at(int depth);
    }

    private TextQuery any(int depth) {
        return joined("|", TextQuery.Any::new, this::all, depth);
    }

    private TextQuery all(int depth) {
        return joined("&", TextQuery.All::new, this::one, depth);
    }

    private TextQuery joined(String sign, Function<List<TextQuery>, TextQuery> how, Part part, int depth) {
        var parts = new ArrayList<TextQuery>();
        do {
            parts.add(part.at(depth));
        } while (took(sign));
        return TextQueries.joined(parts, how);
    }

    private TextQuery one(int depth) {
        if (depth > DEPTH_MAX) {
            throw text.spot().refusal("words are nested too deep", "at most " + DEPTH_MAX + " levels");
        }
        if (took("!")) {
            return new TextQuery.Not(one(depth + 1));
        }
        if (took("(")) {
            TextQuery inside = any(depth + 1);
            if (!took(")")) {
                throw text.refusal("&, | or )");
            }
            return inside;
        }
        return term();
    }

    private TextQuery term() {
        String words = word();
        if (text.took(":*")) {
            skipBlanks();
            return new TextQuery.Term(words, true);
        }
        var phrase = new StringBuilder(words);
        while (took("<->")) {
            phrase.append(' ').append(word());
        }
        return new TextQuery.Term(phrase.toString(), false);
    }

    private String word() {
        skipBlanks();
        Spot begin = text.spot();
        String word = text.took("'")
                ? quoted()
                : text.takeWhile(character -> SIGNS.indexOf(character) < 0 && !Character.isWhitespace(character));
        if (word.isBlank()) {
            throw text.refusal("a word, ! or (");
        }
        if (word.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw begin.refusal("a word has no letter and no digit", "a word");
        }
        return word;
    }

    /// A text up to the next quotation mark; two of them are one of the text.
    private String quoted() {
        var content = new StringBuilder();
        do {
            content.append(content.isEmpty() ? "" : "'").append(text.takeWhile(character -> character != '\''));
            text.take("'");
        } while (text.took("'"));
        return content.toString();
    }

    private boolean took(String sign) {
        skipBlanks();
        return text.took(sign);
    }

    private void skipBlanks() {
        text.takeWhile(Character::isWhitespace);
    }
}
