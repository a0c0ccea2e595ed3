package dev.toolbridge.service.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/// Sealed bytes: they open in their place, with their key, unchanged, and nowhere else.
class EnvelopeTest {
    private static final byte[] TEXT = "a value".getBytes(StandardCharsets.UTF_8);
    private static final List<String> PLACE = List.of("secret", "tenant", "name", "1");

    private final SecretKey key = Envelope.newKey();

    @Test
    void bytesOpenInTheirPlace() {
        byte[] sealed = Envelope.seal(key, TEXT, PLACE);

        assertThat(Envelope.open(key, sealed, PLACE)).isEqualTo(TEXT);
        assertThat(Envelope.seal(key, TEXT, PLACE)).isNotEqualTo(sealed);
    }

    @Test
    void everyPartOfThePlaceIsBound() {
        byte[] sealed = Envelope.seal(key, TEXT, PLACE);

        for (List<String> other : List.of(
                List.of("data key", "tenant", "name", "1"),
                List.of("secret", "tenant2", "name", "1"),
                List.of("secret", "tenant", "name2", "1"),
                List.of("secret", "tenant", "name", "2"),
                List.of("secret", "tenantn", "ame", "1"))) {
            refuses(key, sealed, other);
        }
    }

    @Test
    void anotherKeyAndEveryChangedByteAreRefused() {
        byte[] sealed = Envelope.seal(key, TEXT, PLACE);

        refuses(Envelope.newKey(), sealed, PLACE);
        for (int place = 0; place < sealed.length; place++) {
            byte[] changed = sealed.clone();
            changed[place] ^= 1;
            refuses(key, changed, PLACE);
        }
        for (int length = 0; length < sealed.length; length++) {
            refuses(key, java.util.Arrays.copyOf(sealed, length), PLACE);
        }
    }

    private static void refuses(SecretKey key, byte[] sealed, List<String> place) {
        assertThatThrownBy(() -> Envelope.open(key, sealed, place)).isInstanceOf(SecretUnreadable.class);
    }
}
