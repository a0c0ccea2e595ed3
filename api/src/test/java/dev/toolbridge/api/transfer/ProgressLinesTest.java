package dev.toolbridge.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The lines that people see of a long import.
class ProgressLinesTest {

    @Test
    void tellsRateAndTimeLeft() {
        assertThat(ProgressLines.text(500, 2, OptionalLong.of(2_000)))
                .isEqualTo("500 of 2000 items, 250 a second, 0:06 left");
        assertThat(ProgressLines.text(1, 10, OptionalLong.of(1_001))).endsWith("2:46:40 left");
        assertThat(ProgressLines.text(500, 2, OptionalLong.empty())).isEqualTo("500 items, 250 a second");
        assertThat(ProgressLines.text(0, 0, OptionalLong.of(9))).isEqualTo("0 items, 0 a second");
        assertThat(ProgressLines.text(10, 2, OptionalLong.of(9))).isEqualTo("10 items, 5 a second");
    }

    @Test
    void drawsABar() {
        assertThat(ProgressLines.bar(0, 10)).isEqualTo("[" + " ".repeat(24) + "] 0%");
        assertThat(ProgressLines.bar(5, 10)).isEqualTo("[" + "=".repeat(12) + " ".repeat(12) + "] 50%");
        assertThat(ProgressLines.bar(11, 10)).isEqualTo("[" + "=".repeat(24) + "] 100%");
        assertThat(ProgressLines.bar(0, 0)).endsWith("100%");
    }

    @Test
    void isPlainWhereNobodyLooksOn() {
        var written = new ByteArrayOutputStream();
        try (var progress =
                new ProgressLines(new PrintStream(written, true, StandardCharsets.UTF_8), false, OptionalLong.of(10))) {
            progress.add(10);
        }
        assertThat(written.toString(StandardCharsets.UTF_8))
                .startsWith("10 items, ")
                .doesNotContain("\u001b", "\r\u001b", "[=");
    }
}
