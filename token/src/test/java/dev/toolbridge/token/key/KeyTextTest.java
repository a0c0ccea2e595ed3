package dev.toolbridge.token.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The text of keys.
class KeyTextTest {

    @Test
    void aRandomKeyIsRightAndIsItself() {
        var seen = new HashSet<String>();
        for (int key = 0; key < 1_000; key++) {
            var text = KeyText.random(KeyKind.LIVE);
            assertThat(KeyText.parse(text.text(), KeyKind.OF_WORKSPACES)).contains(text);
            assertThat(seen.add(text.text())).isTrue();
        }
    }

    @Test
    void everyMistypedLetterIsNoticed() {
        String text = KeyText.random(KeyKind.TEST).text();
        for (int place = 0; place < text.length(); place++) {
            char other = text.charAt(place) == 'a' ? 'b' : 'a';
            assertThat(KeyText.parse(
                            text.substring(0, place) + other + text.substring(place + 1), KeyKind.OF_WORKSPACES))
                    .isEmpty();
        }
    }

    @Test
    void itShowsItselfNowhere() {
        var text = KeyText.random(KeyKind.LIVE);

        assertThat(text.toString()).doesNotContain(text.text().substring(13));
        assertThat(text.hint()).hasSize(13).startsWith("fbk_live_");
    }

    @Test
    void aKeyOfAnotherKindIsNone() {
        String operator = KeyText.random(KeyKind.OPERATOR).text();

        assertThat(KeyText.parse(operator, KeyKind.OF_WORKSPACES)).isEmpty();
        assertThat(KeyText.parse(operator, Set.of(KeyKind.OPERATOR))).isPresent();
    }
}
