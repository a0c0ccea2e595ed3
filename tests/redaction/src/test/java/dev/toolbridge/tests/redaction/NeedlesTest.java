package dev.toolbridge.tests.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeedlesTest {
    private final Needles needles = new Needles(List.of("a secret text", "a secret word", "another one"));

    @Test
    void areFoundWhereverTheyStand() {
        assertThat(needles.in("a secret word")).contains("a secret word");
        assertThat(needles.in("{\"message\":\"it is a secret text\"}")).contains("a secret text");
        assertThat(needles.in("here is another one")).contains("another one");
    }

    @Test
    void partsOfThemAreNotFound() {
        assertThat(needles.in("a secret wor")).isEmpty();
        assertThat(needles.in("a secret")).isEmpty();
        assertThat(needles.in("")).isEmpty();
    }
}
