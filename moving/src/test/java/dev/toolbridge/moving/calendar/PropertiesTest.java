package dev.toolbridge.moving.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A line of a calendar is read to its end, or refuses its component, however long it is.
class PropertiesTest {
    private static final int LENGTH = 1_000_000;

    @Test
    void readsParametersInQuotesAndValuesWithSigns() {
        var properties = of("due;TZID=\"a;b:c\";X=1,2:http://x;y").orElseThrow();
        Property due = properties.first("DUE").orElseThrow();
        assertThat(due.parameter("TZID")).isEqualTo("a;b:c");
        assertThat(due.parameter("X")).isEqualTo("1,2");
        assertThat(due.value()).isEqualTo("http://x;y");
    }

    @Test
    void keepsToSixtyFourParameters() {
        assertThat(of("A" + ";X=1".repeat(64) + ":b")).isPresent();
        assertThat(of("A" + ";X=1".repeat(65) + ":b")).isEmpty();
        assertThat(of("A" + ";X=1".repeat(LENGTH) + ":b")).isEmpty();
        assertThat(of("A;X=" + "\"\"".repeat(LENGTH) + ":b")).isEmpty();
        assertThat(of("A;X=" + "x".repeat(LENGTH) + ":b")).isPresent();
        assertThat(of("A:" + "\"".repeat(LENGTH))).isPresent();
    }

    private static Optional<Properties> of(String line) {
        return Properties.of("BEGIN:VTODO\r\n" + line + "\r\nEND:VTODO\r\n");
    }
}
