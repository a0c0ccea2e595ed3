package dev.toolbridge.api.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

/// The text of API keys.
class KeyTextTest {

    @Test
    void aRandomKeyIsRightAndIsItself() {
        var seen = new HashSet<String>();
        for (int key = 0; key < 1_000; key++) {
            var text = KeyText.random(KeyText.LIVE);
            assertThat(KeyText.parse(text.text())).contains(text);
            assertThat(seen.add(text.text())).isTrue();
        }
    }

    @Test
    void everyMistypedLetterIsNoticed() {
        String text = KeyText.random(KeyText.TEST).text();
        for (int place = 0; place < text.length(); place++) {
            char other = text.charAt(place) == 'a' ? 'b' : 'a';
            assertThat(KeyText.parse(text.substring(0, place) + other + text.substring(place + 1)))
                    .isEmpty();
        }
    }

    @Test
    void itShowsItselfNowhere() {
        var text = KeyText.random(KeyText.LIVE);

        assertThat(text.toString()).doesNotContain(text.text().substring(13));
        assertThat(text.hint()).hasSize(13).startsWith(KeyText.LIVE);
    }
}
