package dev.toolbridge.tenants.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b", "a1-", "ab", "Abc", "1ab", "-ab", "äbc", "a_b", "a.b", "a b", "", "abc\n"})
    void takesThreeCharactersOfTheAlphabetWithALetterFirstAndNoHyphenLast(String text) {
        assertThat(Slug.fault(text).isEmpty()).isEqualTo(text.equals("abc") || text.equals("a-b"));
    }

    @Test
    void takesThirtyCharactersAndNotOneMore() {
        assertThat(Slug.fault("a".repeat(30))).isEmpty();
        assertThat(Slug.fault("a".repeat(31))).isPresent();
        assertThatThrownBy(() -> new Slug("a".repeat(31))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www", "admin", "localhost", "toolbridge", "xn--bcher-kva"})
    void refusesReservedNamesForNewTenantsOnly(String text) {
        assertThat(Slug.fault(text)).isPresent();
        assertThat(new Slug(text).text()).isEqualTo(text);
    }
}
