package dev.toolbridge.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two texts of one origin become one, with the changes of both.
class TextMergeTest {
    private static final String BASE = "Plan\nBuy milk and eggs.\nCall Ann.\n";

    @Test
    void mergesChangesOfOneLine() {
        var merge = TextMerge.of(BASE, BASE.replace("milk", "oat milk"), BASE.replace("eggs", "ten eggs"));

        assertThat(merge.text()).isEqualTo("Plan\nBuy oat milk and ten eggs.\nCall Ann.\n");
        assertThat(merge.overlaps()).isEmpty();
    }

    @Test
    void keepsBothTextsWhereTheSameWordsWereReplaced() {
        var merge = TextMerge.of(
                BASE, BASE.replace("Ann", "Bob"), BASE.replace("Ann", "Carl").replace("Plan", "Day"));

        assertThat(merge.text()).isEqualTo("Day\nBuy milk and eggs.\nCall BobCarl.\n");
        assertThat(merge.overlaps()).containsExactly(new TextMerge.Overlap(28, 35, "Bob", "Carl"));
        assertThat(merge.text().substring(28, 35)).isEqualTo("BobCarl");
    }

    @Test
    void makesTheSameChangeOnce() {
        var merge = TextMerge.of(BASE, BASE.replace("Ann", "Bob"), BASE.replace("Ann", "Bob") + "new\n");

        assertThat(merge.text()).isEqualTo("Plan\nBuy milk and eggs.\nCall Bob.\nnew\n");
        assertThat(merge.overlaps()).isEmpty();
    }

    @Test
    void keepsWhatBothAddAtTheEnd() {
        var merge = TextMerge.of(BASE, BASE + "first\n", BASE + "second\n");

        assertThat(merge.text()).isEqualTo(BASE + "first\nsecond\n");
        assertThat(merge.overlaps()).isEmpty();
    }

    @Test
    void losesNoInsertedTextOfRandomOnes() {
        for (int seed = 0; seed < 10_000; seed++) {
            var random = new Random(seed);
            String base = RandomTexts.text(random, 12);
            String first = RandomTexts.operation(random, base, 0x1F400).apply(base);
            String second = RandomTexts.operation(random, base, 0x4E00).apply(base);

            String merged = TextMerge.of(base, first, second).text();

            List<String> all = List.of(base, first, second);
            assertThat(merged.codePoints().allMatch(one -> all.stream().anyMatch(text -> text.indexOf(one) >= 0)))
                    .isTrue();
            assertThat(first.codePoints().filter(RandomTexts::isInserted).allMatch(one -> merged.indexOf(one) >= 0))
                    .as("seed " + seed)
                    .isTrue();
            assertThat(second.codePoints().filter(RandomTexts::isInserted).allMatch(one -> merged.indexOf(one) >= 0))
                    .as("seed " + seed)
                    .isTrue();
        }
    }
}
