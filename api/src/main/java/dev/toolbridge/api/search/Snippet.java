package dev.toolbridge.api.search;

import dev.toolbridge.api.search.ItemTexts.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// A literal part of a stored text, with the places of the words that were found.
///
/// @param field the path to the text
/// @param marks the first code point of each word and the one behind it, in the snippet
/// @param variety the number of different words of the question in it
record Snippet(String field, String text, List<Mark> marks, int variety) {
    static final int CHARACTERS_MAX = 240;
    static final int COUNT_MAX = 2;

    /// The characters that are shown before the first word, at most.
    private static final int BEFORE_MAX = 60;

    Snippet {
        marks = List.copyOf(marks);
    }

    /// A word in a snippet, in code points.
    record Mark(int from, int to) {}

    /// A found word, and the number of the word of the question that it stands for.
    private record Found(Word word, int number) {}

    /// A stretch of found words.
    private record Window(List<Found> found) {

        int variety() {
            return (int) found.stream().mapToInt(Found::number).distinct().count();
        }
    }

    /// The best snippets of an item's texts, one of a text.
    static List<Snippet> best(List<Part> parts, Function<Word, OptionalInt> match) {
        return parts.stream()
                .flatMap(part -> of(part, match).stream())
                .sorted(Comparator.comparingInt(Snippet::variety).reversed())
                .limit(COUNT_MAX)
                .toList();
    }

    private static Optional<Snippet> of(Part part, Function<Word, OptionalInt> match) {
        int[] text = part.text().codePoints().toArray();
        var found = new ArrayList<Found>();
        for (Word word : Word.of(text)) {
            if (word.to() - word.from() <= CHARACTERS_MAX) {
                match.apply(word).ifPresent(number -> found.add(new Found(word, number)));
            }
        }
        return bestWindow(found).map(window -> cut(part.field(), text, window));
    }

    private static Optional<Window> bestWindow(List<Found> found) {
        Optional<Window> best = Optional.empty();
        int end = 0;
        for (int start = 0; start < found.size(); start++) {
            int from = found.get(start).word().from();
            while (end < found.size() && found.get(end).word().to() - from <= CHARACTERS_MAX) {
                end++;
            }
            var window = new Window(found.subList(start, end));
            boolean isBetter = best.isEmpty() || window.variety() > best.get().variety();
            best = isBetter ? Optional.of(window) : best;
        }
        return best;
    }

    private static Snippet cut(String field, int[] text, Window window) {
        int first = window.found().getFirst().word().from();
        int last = window.found().getLast().word().to();
        int begin = begin(text, first, last);
        int end = end(text, begin, last);
        List<Mark> marks = window.found().stream()
                .map(found -> new Mark(found.word().from() - begin, found.word().to() - begin))
                .toList();
        return new Snippet(field, new String(text, begin, end - begin), marks, window.variety());
    }

    /// The beginning of a word, or of the text, near before the first mark.
    private static int begin(int[] text, int first, int last) {
        int room = Math.min(BEFORE_MAX, CHARACTERS_MAX - (last - first));
        int begin = Math.max(0, first - room);
        while (begin > 0 && begin < first && !Character.isWhitespace(text[begin - 1])) {
            begin++;
        }
        return begin;
    }

    /// The end of a word, or of the text.
    private static int end(int[] text, int begin, int last) {
        int end = Math.min(text.length, begin + CHARACTERS_MAX);
        while (end < text.length && end > last && !Character.isWhitespace(text[end])) {
            end--;
        }
        return end;
    }
}
