package dev.toolbridge.service.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lines of master keys: the first seals, all open, and a bad one is refused without being quoted.
class MasterKeyTextTest {
    private static final List<String> PLACE = List.of("a place");

    private final String one = line(32);
    private final String other = line(32);

    @Test
    void theFirstLineSealsAndAllOpen() {
        MasterKeys before = MasterKeyText.read(one);
        MasterKeys both = MasterKeyText.read("\n  " + other + "\r\n" + one + "\n\n");
        var dataKey = Envelope.newKey();

        assertThat(both.open(before.seal(dataKey, PLACE), PLACE)).isEqualTo(dataKey);
        assertThat(both.seal(dataKey, PLACE).master())
                .isNotEqualTo(before.current().id());
        assertThatThrownBy(() -> before.open(both.seal(dataKey, PLACE), PLACE)).isInstanceOf(SecretUnreadable.class);
        assertThatThrownBy(() -> both.open(before.seal(dataKey, PLACE), List.of("another")))
                .isInstanceOf(SecretUnreadable.class);
        assertThat(both.current()).hasToString("master key " + both.current().id());
    }

    @Test
    void sixteenLinesAreTheMost() {
        assertThat(MasterKeyText.read(lines(16)).current()).isNotNull();
        assertThatThrownBy(() -> MasterKeyText.read(lines(17))).hasMessageContaining("1 to 16");
        assertThatThrownBy(() -> MasterKeyText.read(one + "\n" + one)).hasMessageContaining("different");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 33})
    void aKeyOfAnotherLengthIsRefused(int bytes) {
        String line = line(bytes);
        assertThatThrownBy(() -> MasterKeyText.read(one + "\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes as base64")
                .hasMessageNotContaining(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "no base64!"})
    void aTextWithoutAKeyIsRefused(String text) {
        assertThatThrownBy(() -> MasterKeyText.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(_ -> line(32)).collect(Collectors.joining("\n"));
    }

    private static String line(int bytes) {
        return Base64.getEncoder().encodeToString(Envelope.random(bytes));
    }
}
