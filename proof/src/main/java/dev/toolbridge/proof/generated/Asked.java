package dev.toolbridge.proof.generated;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A generated question for words: alternatives, each of terms.
record Asked(List<List<Term>> alternatives) {

    /// A word or a phrase.
    record Term(List<String> words, boolean isExcluded) {

        private String written() {
            String text = String.join(" ", words);
            return (isExcluded ? "-" : "") + (words.size() > 1 ? "\"" + text + "\"" : text);
        }
    }

    String written() {
        return alternatives.stream()
                .map(terms -> terms.stream().map(Term::written).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" or "));
    }

    /// True for all words of an alternative, and none that it excludes: what a condition finds.
    boolean isAllIn(SearchedItem item) {
        return alternatives.stream()
                .anyMatch(terms -> terms.stream().allMatch(term -> item.has(term.words()) != term.isExcluded()));
    }

    /// True for one word of an alternative, and none that it excludes: what a search must find.
    boolean isAnyIn(SearchedItem item) {
        return alternatives.stream()
                .anyMatch(terms -> terms.stream().anyMatch(term -> !term.isExcluded() && item.has(term.words()))
                        && terms.stream().noneMatch(term -> term.isExcluded() && item.has(term.words())));
    }

    /// True for a title with a word of the question, and no excluded word: what a search may find.
    boolean mayBeSimilar(SearchedItem item) {
        Set<String> wanted = alternatives.stream()
                .flatMap(List::stream)
                .filter(term -> !term.isExcluded())
                .flatMap(term -> term.words().stream())
                .collect(Collectors.toSet());
        return item.sharesATitleWord(wanted)
                && alternatives.stream()
                        .flatMap(List::stream)
                        .noneMatch(term -> term.isExcluded() && item.has(term.words()));
    }
}
