package dev.toolbridge.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two operations of one text give the same text in either order, and no inserted text is lost.
class TextOperationTest {

    /// The long form is 1,000,000 pairs: `-Dtext.pairs=1000000`.
    private static final int PAIRS = Integer.getInteger("text.pairs", 60_000);

    private static final int FIRST = 0x1F400;
    private static final int SECOND = 0x4E00;

    @Test
    void pairsConvergeAndLoseNoInsertedText() {
        for (int seed = 0; seed < PAIRS; seed++) {
            var random = new Random(seed);
            String text = RandomTexts.text(random, 12);
            TextOperation earlier = RandomTexts.operation(random, text, FIRST);
            TextOperation later = RandomTexts.operation(random, text, SECOND);

            TextOperation.Transformed both = TextOperation.transform(earlier, later);

            String merged = both.later().apply(earlier.apply(text));
            assertThat(both.earlier().apply(later.apply(text)))
                    .as("seed " + seed)
                    .isEqualTo(merged);
            assertThat(inserted(earlier)).as("seed " + seed).allMatch(merged::contains);
            assertThat(inserted(later)).as("seed " + seed).allMatch(merged::contains);
        }
    }

    @Test
    void inversesAndCompositionsHaveTheEffectOfTheirParts() {
        for (int seed = 0; seed < PAIRS / 3; seed++) {
            var random = new Random(seed);
            String text = RandomTexts.text(random, 12);
            TextOperation first = RandomTexts.operation(random, text, FIRST);
            String between = first.apply(text);
            TextOperation second = RandomTexts.operation(random, between, SECOND);

            assertThat(first.invert(text).apply(between)).as("seed " + seed).isEqualTo(text);
            assertThat(first.compose(second).apply(text)).as("seed " + seed).isEqualTo(second.apply(between));
            assertThat(TextOperation.of(first.splices(), text.length())).isEqualTo(first);
        }
    }

    @Test
    void theDifferenceTurnsOneTextIntoTheOther() {
        for (int seed = 0; seed < PAIRS / 3; seed++) {
            var random = new Random(seed);
            String from = RandomTexts.text(random, 20);
            String to = RandomTexts.text(random, 20);

            assertThat(TextDifference.between(from, to).apply(from))
                    .as("seed " + seed)
                    .isEqualTo(to);
        }
    }

    @Test
    void theEarlierInsertionComesFirst() {
        TextOperation earlier = TextOperation.of(List.of(new Splice(1, 1, "x")), 2);
        TextOperation later = TextOperation.of(List.of(new Splice(1, 1, "y")), 2);

        assertThat(later.after(earlier).apply(earlier.apply("ab"))).isEqualTo("axyb");
    }

    @Test
    void aTextInsertedInsideADeletedOneStays() {
        TextOperation deleting = TextOperation.of(List.of(new Splice(0, 4, "")), 4);
        TextOperation inserting = TextOperation.of(List.of(new Splice(2, 2, "x")), 4);

        assertThat(inserting.after(deleting).apply("")).isEqualTo("x");
        assertThat(deleting.after(inserting).apply("abxcd")).isEqualTo("x");
    }

    @Test
    void differsByWords() {
        var difference = TextDifference.between("one\nBuy milk and eggs\nlast", "one\nBuy oat milk, eggs\nlast");

        assertThat(difference.splices()).containsExactly(new Splice(8, 8, "oat "), new Splice(12, 16, ","));
    }

    @Test
    void neverSplitsAPairOrFitsAnotherText() {
        assertThat(TextDifference.between("a😀b", "a😁b").splices()).containsExactly(new Splice(1, 3, "😁"));
        assertThatThrownBy(
                        () -> TextOperation.of(List.of(new Splice(1, 2, "")), 2).apply("😀"))
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> TextOperation.nothing(2).apply("abc")).hasMessageContaining("another length");
        assertThatThrownBy(() -> TextOperation.nothing(2).compose(TextOperation.nothing(3)))
                .hasMessageContaining("another length");
        assertThatThrownBy(() -> TextOperation.nothing(2).after(TextOperation.nothing(3)))
                .hasMessageContaining("different lengths");
    }

    private static List<String> inserted(TextOperation operation) {
        return operation.splices().stream().map(Splice::text).toList();
    }
}
