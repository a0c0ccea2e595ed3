package dev.toolbridge.token.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names as people type them.
class LoginNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", " ada  lovelace ", "ADA\u00a0LOVELACE", "ada\tlovelace\n"})
    void oneNameInEverySpellingIsOnePerson(String typed) {
        assertThat(LoginName.parse(typed)).contains(new LoginName("ada lovelace"));
    }

    @Test
    void accentsCountInOneForm() {
        assertThat(LoginName.parse("Zoe\u0308")).isEqualTo(LoginName.parse("Zo\u00eb"));
        assertThat(LoginName.parse("Zoe")).isNotEqualTo(LoginName.parse("Zo\u00eb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u00a0", "ada\u0000", "ada\u200b", "\u202eada", "ada\ud83d"})
    void whatNobodyCanReadIsNoName(String typed) {
        assertThat(LoginName.parse(typed)).isEmpty();
    }

    @Test
    void aNameEndsAfterTwoHundredCharacters() {
        assertThat(LoginName.parse("a".repeat(200))).isPresent();
        assertThat(LoginName.parse("a".repeat(201))).isEmpty();
    }
}
