package dev.toolbridge.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushBodyTest {
    private static final String BODY = "{\"items\":[{\"uid\":\"é\"},7]}";

    @Test
    void findsEachItemWhereItStands() {
        assertThat(PushBody.items(BODY.getBytes(StandardCharsets.UTF_8)).orElseThrow())
                .satisfiesExactly(
                        item -> assertThat(item.object().orElseThrow().toString())
                                .isEqualTo("{\"uid\":\"é\"}"),
                        item -> assertThat(item.object()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32BE"})
    void isInUtf8Only(String charset) {
        assertThat(PushBody.items(BODY.getBytes(Charset.forName(charset)))).isEmpty();
    }
}
