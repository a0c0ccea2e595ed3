package dev.toolbridge.api.search;

import dev.toolbridge.api.query.SearchQuestion;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Tells which word of a question a word of a text stands for: the same one but for accents, another form of it in one
/// of the languages, or a longer one that begins with the last word of the question.
final class WordMatches {

    /// The largest number of different words that are compared by their forms.
    private static final int COMPARED_MAX = 2_000;

    /// Forms of a word begin alike: others need no comparison.
    private static final int ALIKE_CHARACTERS = 2;

    private static final double SIMILAR_FROM = 0.45;

    private final List<String> asked;
    private final boolean isLastABeginning;
    private final Map<String, Set<String>> forms;
    private final Map<String, OptionalInt> known = new HashMap<>();

    private WordMatches(List<String> asked, boolean isLastABeginning, Map<String, Set<String>> forms) {
        this.asked = asked;
        this.isLastABeginning = isLastABeginning;
        this.forms = forms;
    }

    /// @param texts the words that will be looked at
    /// @param formsOf gives the forms of words
    static WordMatches of(
            SearchQuestion question, List<Word> texts, Function<Collection<String>, Map<String, Set<String>>> formsOf) {
        List<String> asked = question.wanted().stream()
                .flatMap(term -> Word.of(term).stream())
                .map(Word::folded)
                .distinct()
                .toList();
        Set<String> beginnings = asked.stream().map(WordMatches::beginning).collect(Collectors.toSet());
        var compared = new LinkedHashSet<>(asked);
        texts.stream()
                .map(Word::folded)
                .filter(word -> beginnings.contains(beginning(word)))
                .distinct()
                .limit(COMPARED_MAX)
                .forEach(compared::add);
        var forms = asked.isEmpty() ? Map.<String, Set<String>>of() : formsOf.apply(compared);
        boolean isLastABeginning = !question.beginning().isEmpty()
                && !Word.of(question.beginning()).isEmpty();
        return new WordMatches(asked, isLastABeginning, forms);
    }

    /// The number of the word of the question that this one stands for.
    OptionalInt match(Word word) {
        return known.computeIfAbsent(word.folded(), this::find);
    }

    /// The number of a word of the question that this one is similar to, as a typing error is.
    OptionalInt similar(Word word) {
        String folded = word.folded();
        return IntStream.range(0, asked.size())
                .filter(number -> Word.similarity(asked.get(number), folded) >= SIMILAR_FROM)
                .findFirst();
    }

    private OptionalInt find(String folded) {
        return IntStream.range(0, asked.size())
                .filter(number -> isMatch(number, folded))
                .findFirst();
    }

    private boolean isMatch(int number, String folded) {
        String word = asked.get(number);
        Set<String> wordForms = forms.getOrDefault(word, Set.of());
        if (wordForms.isEmpty()) {
            return false;
        }
        boolean isLonger = isLastABeginning && number == asked.size() - 1 && folded.startsWith(word);
        return isLonger
                || folded.equals(word)
                || !Collections.disjoint(wordForms, forms.getOrDefault(folded, Set.of()));
    }

    private static String beginning(String word) {
        return word.substring(0, Math.min(ALIKE_CHARACTERS, word.length()));
    }
}
