package dev.toolbridge.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads the values of the operators of full text.
final class TextQueries {
    private static final int LENGTH_MAX = 500;
    private static final String WORDS = "1 to " + LENGTH_MAX + " characters with a word at least";

    private TextQueries() {}

    static TextQuery of(Operator operator, Operand.Word value) {
        String text = value.text().strip();
        if (text.codePointCount(0, text.length()) > LENGTH_MAX) {
            throw value.spot().refusal("a text is too long to search for", WORDS);
        }
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw value.spot().refusal("a text to search for has no word", WORDS);
        }
        return switch (operator) {
            case PHFTS -> new TextQuery.Term(text, false);
            case PLFTS -> all(Stream.of(text.split("\\s+", -1)).map(TextQueries::word));
            case WFTS -> web(SearchQuestion.terms(text));
            case FTS -> new TextTree(value).query();
            case EQ, NEQ, GT, GTE, LT, LTE, IN, ISDISTINCT, LIKE, ILIKE, IS, CS, CD, OV ->
                throw new IllegalArgumentException(operator + " is not about words");
        };
    }

    private static TextQuery word(String text) {
        return new TextQuery.Term(text, false);
    }

    /// The alternatives between `or`, each of which has all of its words and none that it excludes.
    private static TextQuery web(List<SearchQuestion.Term> terms) {
        List<TextQuery> alternatives = IntStream.rangeClosed(1, terms.getLast().alternative())
                .mapToObj(number -> all(terms.stream()
                        .filter(term -> term.alternative() == number)
                        .map(TextQueries::web)))
                .toList();
        return joined(alternatives, TextQuery.Any::new);
    }

    private static TextQuery web(SearchQuestion.Term term) {
        return term.isExcluded() ? new TextQuery.Not(word(term.text())) : word(term.text());
    }

    private static TextQuery all(Stream<TextQuery> parts) {
        return joined(parts.toList(), TextQuery.All::new);
    }

    static TextQuery joined(List<TextQuery> parts, Function<List<TextQuery>, TextQuery> how) {
        return parts.size() == 1 ? parts.getFirst() : how.apply(new ArrayList<>(parts));
    }
}
