package dev.toolbridge.api.query;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A question in the syntax of search engines: words, `"phrases"`, `-excluded`, and `or` between alternatives.
///
/// @param text the question as it was written
/// @param terms its words and phrases in their order
/// @param beginning the last word, if it may be the first part of a longer one; empty otherwise
public record SearchQuestion(String text, List<Term> terms, String beginning) {
    static final int LENGTH_MAX = 500;
    private static final int ASCII_BEGINNING_MIN = 2;
    private static final int ASCII_MAX = 127;

    public SearchQuestion {
        terms = List.copyOf(terms);
    }

    /// A word or a phrase.
    ///
    /// @param alternative the number of the alternative that it belongs to, from 1
    public record Term(String text, boolean isPhrase, boolean isExcluded, int alternative) {}

    /// Reads a question; every text within the limits is one.
    ///
    /// @throws Refusal for an empty text, one that is too long, or one that the database cannot hold
    public static SearchQuestion of(String text) {
        requireStorable(text);
        var terms = terms(text);
        return new SearchQuestion(text.strip(), terms, beginning(terms));
    }

    /// The words and phrases of a text.
    static List<Term> terms(String text) {
        return new QuestionReader(text).terms();
    }

    /// The words that a hit may have.
    public List<String> wanted() {
        return terms.stream().filter(term -> !term.isExcluded()).map(Term::text).toList();
    }

    private static void requireStorable(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > LENGTH_MAX) {
            throw refused(0);
        }
        for (int index = 0; index < text.length(); index++) {
            boolean isPair =
                    index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
            if (text.charAt(index) == 0 || (Character.isSurrogate(text.charAt(index)) && !isPair)) {
                throw refused(text.codePointCount(0, index));
            }
            index += isPair ? 1 : 0;
        }
    }

    private static Refusal refused(int position) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, "q must be a text of 1 to " + LENGTH_MAX + " characters")
                .fact("field", "q")
                .fact("position", position)
                .fact("expected", "1 to " + LENGTH_MAX + " characters, no null character");
    }

    private static String beginning(List<Term> terms) {
        if (terms.isEmpty() || terms.getLast().isPhrase() || terms.getLast().isExcluded()) {
            return "";
        }
        String last = terms.getLast().text();
        boolean isLong = last.length() >= ASCII_BEGINNING_MIN || last.codePointAt(0) > ASCII_MAX;
        return isLong ? last : "";
    }

    /// Reads terms from left to right.
    private static final class QuestionReader {
        private final String text;
        private final List<Term> terms = new ArrayList<>();
        private int place;
        private int alternative = 1;
        private boolean isOrBefore;

        QuestionReader(String text) {
            this.text = text;
        }

        List<Term> terms() {
            skipBlanks();
            while (place < text.length()) {
                boolean isExcluded = text.charAt(place) == '-';
                while (place < text.length() && text.charAt(place) == '-') {
                    place++;
                }
                if (place < text.length() && text.charAt(place) == '"') {
                    add(phrase(), true, isExcluded);
                } else {
                    addWord(word(), isExcluded);
                }
                skipBlanks();
            }
            if (isOrBefore) {
                isOrBefore = false;
                add("or", false, false);
            }
            return terms;
        }

        private String phrase() {
            int end = text.indexOf('"', place + 1);
            int last = end < 0 ? text.length() : end;
            String inside = text.substring(place + 1, last);
            place = Math.min(text.length(), last + 1);
            return inside;
        }

        private String word() {
            int start = place;
            while (place < text.length() && !isBlank(text.charAt(place)) && text.charAt(place) != '"') {
                place++;
            }
            return text.substring(start, place);
        }

        /// Takes `or` as a sign only between two terms.
        private void addWord(String word, boolean isExcluded) {
            if (!isExcluded
                    && !terms.isEmpty()
                    && !isOrBefore
                    && word.toLowerCase(Locale.ROOT).equals("or")) {
                isOrBefore = true;
            } else {
                add(word, false, isExcluded);
            }
        }

        private void add(String term, boolean isPhrase, boolean isExcluded) {
            if (term.isBlank()) {
                return;
            }
            alternative += isOrBefore ? 1 : 0;
            isOrBefore = false;
            terms.add(new Term(term, isPhrase, isExcluded, alternative));
        }

        private void skipBlanks() {
            while (place < text.length() && isBlank(text.charAt(place))) {
                place++;
            }
        }

        private static boolean isBlank(char one) {
            return Character.isWhitespace(one) || Character.isSpaceChar(one);
        }
    }
}
