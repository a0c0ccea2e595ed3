package dev.toolbridge.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonedTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T15:00+01:00, 2026-12-01T14:00:00Z, 2026-12-01T15:00+01:00",
        "2026-12-01t15:00:30.5z, 2026-12-01T15:00:30.5Z, 2026-12-01t15:00:30.5z",
        "2026-12-01T15:00+01:00[Europe/Paris], 2026-12-01T14:00:00Z, 2026-12-01T15:00+01:00[Europe/Paris]",
        "2026-12-01T15:00Z[Europe/Paris], 2026-12-01T15:00:00Z, 2026-12-01T15:00Z[Europe/Paris]",
        "2026-12-01T15:00[Europe/Paris], 2026-12-01T14:00:00Z, 2026-12-01T15:00+01:00[Europe/Paris]",
        "2026-10-25T02:30[Europe/Paris], 2026-10-25T00:30:00Z, 2026-10-25T02:30+02:00[Europe/Paris]",
        "2026-10-25T02:30+01:00[Europe/Paris], 2026-10-25T01:30:00Z, 2026-10-25T02:30+01:00[Europe/Paris]",
    })
    void aTimeIsOneInstant(String text, Instant instant, String stored) {
        ZonedTime read = ZonedTime.read(text).orElseThrow();
        assertThat(read.time().toInstant()).isEqualTo(instant);
        assertThat(read.text()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-01T15:00",
                "2026-12-01",
                "Friday",
                "tomorrow at 3",
                "2026-12-01T15:00+05:00[Europe/Paris]",
                "2026-12-01T15:00[Mars/Olympus]",
                "2026-13-01T15:00Z",
                "2026-12-01T25:00Z",
                "2026-03-29T02:30[Europe/Paris]",
                "0000-12-01T15:00Z",
                "2026-12-01T15:00+01:00[u-ca=hebrew]",
                "2026-12-01 15:00Z",
                ""
            })
    void whatIsNoTimeWithAZoneIsRefused(String text) {
        assertThat(ZonedTime.read(text)).isEmpty();
    }

    @Test
    void aTimeThatClocksSkipIsNamed() {
        assertThat(ZonedTime.skipped("2026-03-29T02:30[Europe/Paris]"))
                .contains("2026-03-29T02:30 does not exist in Europe/Paris, where clocks go from 02:00 to 03:00");
        assertThat(ZonedTime.skipped("2026-03-29T03:30[Europe/Paris]")).isEmpty();
    }

    @Test
    void aTimeThatClocksShowTwiceIsSaid() {
        assertThat(ZonedTime.read("2026-10-25T02:30[Europe/Paris]")
                        .orElseThrow()
                        .repeated())
                .contains("the earlier of the two that clocks show then");
        assertThat(ZonedTime.read("2026-10-25T02:30+01:00[Europe/Paris]")
                        .orElseThrow()
                        .repeated())
                .contains("the later of the two that clocks show then");
        assertThat(ZonedTime.read("2026-10-25T04:30[Europe/Paris]")
                        .orElseThrow()
                        .repeated())
                .isEmpty();
    }
}
