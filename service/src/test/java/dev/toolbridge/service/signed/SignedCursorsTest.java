package dev.toolbridge.service.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCursorsTest {
    private final SignedCursors cursors = cursors("a secret");

    @ParameterizedTest
    @ValueSource(strings = {"emma", "", "|", "a|b|c", "größer"})
    void aKeyComesBackAsItWas(String key) {
        assertThat(cursors.decode(cursors.encode(key, "books"), "books")).contains(key);
    }

    @Test
    void aCursorAnswersOneQuestion() {
        String cursor = cursors.encode("emma", "books");

        assertRefused(cursors, cursor, "films");
        assertRefused(cursors("another secret"), cursor, "books");
        assertRefused(cursors, cursor + "A", "books");
    }

    private static void assertRefused(SignedCursors cursors, String cursor, String question) {
        assertThatThrownBy(() -> cursors.decode(cursor, question))
                .isInstanceOf(Refusal.class)
                .hasMessage("invalid cursor");
    }

    private static SignedCursors cursors(String secret) {
        return new SignedCursors(new SigningKeys(secret.getBytes(StandardCharsets.UTF_8), List.of()));
    }
}
