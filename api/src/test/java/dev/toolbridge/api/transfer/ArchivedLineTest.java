package dev.toolbridge.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivedLineTest {
    private static final String HEAD =
            "\"uid\":\"00000000-0000-0000-0000-00000000000a\",\"version\":2,\"updatedAt\":\"2026-01-02T08:00:00Z\"";

    @Test
    void keepsTheTextOfItsPayloadWhereverThatStands() throws IOException {
        String payload = "{\"ä\": 1.50, \"in\": {\"payload\": {}}}";
        for (String line : new String[] {
            "{" + HEAD + ",\"payload\":" + payload + "}", " {\"payload\" : " + payload + " , " + HEAD + "} "
        }) {
            ArchivedLine read = read(line, StandardCharsets.UTF_8).orElseThrow();
            assertThat(new String(read.payload(), StandardCharsets.UTF_8)).isEqualTo(payload);
            assertThat(read.version()).isEqualTo(2);
            assertThat(read.updatedAtMs()).isEqualTo(1_767_340_800_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{" + HEAD + "}",
                "{" + HEAD + ",\"payload\":[]}",
                "{" + HEAD + ",\"payload\":{}",
                "{" + HEAD + ",\"payload\":{}} {}",
                "{" + HEAD + ",\"payload\":{},\"payload\":{}}",
                "{" + HEAD + ",\"payload\":{\"a\":1,\"a\":2}}",
                "{\"version\":2,\"payload\":{}}",
                "{" + HEAD + ",\"metadata\":1e99999999999999,\"payload\":{}}",
                "{" + HEAD + ",\"metadata\":{\"a\":1e1001},\"payload\":{}}",
                "{" + HEAD + ",\"metadata\":{\"a\":\"\\u0000\"},\"payload\":{}}",
                "{" + HEAD + ",\"deletedAt\":\"yesterday\",\"payload\":{}}",
                "{" + HEAD + ",\"createdAt\":null,\"payload\":{}}",
                "{\"uid\":\"00000000-0000-0000-0000-00000000000a\",\"version\":2.5,\"updatedAt\":1,\"payload\":{}}"
            })
    void isNoneIfItIsNotExactlyOneItem(String line) throws IOException {
        assertThat(read(line, StandardCharsets.UTF_8)).isEmpty();
    }

    /// The tree of such a line would take a hundred times its length.
    @Test
    void isNoneIfItsHeadTakesTooMuchMemory() throws IOException {
        String many = "{},".repeat(100_000) + "{}";
        assertThat(read("{" + HEAD + ",\"metadata\":[" + many + "],\"payload\":{}}", StandardCharsets.UTF_8))
                .isEmpty();
        ArchivedLine read = read("{" + HEAD + ",\"more\":[" + many + "],\"payload\":{}}", StandardCharsets.UTF_8)
                .orElseThrow();
        assertThat(read.head().has("more")).isFalse();
        assertThat(read.bytes()).isGreaterThan(many.length()).isLessThan(2 * many.length());
    }

    @Test
    void isNoneInAnotherEncoding() throws IOException {
        String line = "{" + HEAD + ",\"payload\":{}}";
        assertThat(read(line, StandardCharsets.UTF_16LE)).isEmpty();
        assertThat(read(line, StandardCharsets.UTF_16BE)).isEmpty();
    }

    private static Optional<ArchivedLine> read(String line, Charset encoding) throws IOException {
        return ArchivedLine.of(line.getBytes(encoding));
    }
}
