package dev.toolbridge.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.search.ItemTexts.Kind;
import dev.toolbridge.api.search.ItemTexts.Part;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Snippets are literal, short, and mark whole words by code points.
class SnippetTest {

    @Test
    void marksWordsByCodePoints() {
        Snippet snippet = only("\uD83D\uDE00 <b>Café</b> \uD835\uDD38 cafe\u0301!", "cafe");

        assertThat(snippet.text()).isEqualTo("\uD83D\uDE00 <b>Café</b> \uD835\uDD38 cafe\u0301!");
        assertThat(marked(snippet)).containsExactly("Café", "cafe\u0301");
    }

    @Test
    void showsTheStretchWithMostWords() {
        String text = "apple " + "x ".repeat(300) + "apple pear " + "y ".repeat(300);

        Snippet snippet = only(text, "apple", "pear");

        assertThat(marked(snippet)).containsExactly("apple", "pear");
        assertThat(text).contains(snippet.text());
    }

    @Test
    void takesTheTwoTextsWithMostWordsTitlesFirst() {
        List<Part> parts = List.of(
                new Part("title", Kind.TITLE, "apple"),
                new Part("tags", Kind.TAGS, "apple"),
                new Part("content", Kind.CONTENT, "apple pear"));

        assertThat(Snippet.best(parts, word -> match(word, "apple", "pear")))
                .extracting(Snippet::field)
                .containsExactly("content", "title");
    }

    @Test
    void passesOverWordsThatFitIntoNone() {
        String endless = "a".repeat(Snippet.CHARACTERS_MAX + 1);

        assertThat(Snippet.best(List.of(new Part("content", Kind.CONTENT, endless)), word -> match(word, endless)))
                .isEmpty();
        assertThat(only("a".repeat(Snippet.CHARACTERS_MAX), "a".repeat(Snippet.CHARACTERS_MAX))
                        .marks())
                .containsExactly(new Snippet.Mark(0, Snippet.CHARACTERS_MAX));
    }

    @Test
    void isALiteralPartWhateverTheText() {
        var random = new Random(7);
        List<String> pieces =
                List.of("apple", "é", "\uD83D\uDE00", " ", "\n", "pear", "-", "<i>", "\u0639", "\t", "e\u0301");
        for (int times = 0; times < 2_000; times++) {
            String text = IntStream.range(0, random.nextInt(200))
                    .mapToObj(_ -> pieces.get(random.nextInt(pieces.size())))
                    .collect(Collectors.joining());
            Snippet.best(List.of(new Part("content", Kind.CONTENT, text)), word -> match(word, "apple", "pear"))
                    .forEach(snippet -> {
                        assertThat(text).contains(snippet.text());
                        assertThat(snippet.text().codePoints().count()).isLessThanOrEqualTo(Snippet.CHARACTERS_MAX);
                        assertThat(marked(snippet)).isNotEmpty().allMatch(List.of("apple", "pear")::contains);
                    });
        }
    }

    private static Snippet only(String text, String... words) {
        return Snippet.best(List.of(new Part("content", Kind.CONTENT, text)), word -> match(word, words))
                .getFirst();
    }

    private static OptionalInt match(Word word, String... words) {
        int number = List.of(words).indexOf(word.folded());
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static List<String> marked(Snippet snippet) {
        int[] text = snippet.text().codePoints().toArray();
        return snippet.marks().stream()
                .map(mark -> new String(text, mark.from(), mark.to() - mark.from()))
                .toList();
    }
}
