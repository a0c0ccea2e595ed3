package dev.toolbridge.proof.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimingsTest {

    @Test
    void percentilesAreOfTheSlowest() {
        var timings = new Timings(List.of(3_000_000L, 1_000_000L, 2_000_000L, 100_000_000L));

        assertThat(timings.medianMs()).isEqualTo(2);
        assertThat(timings.p99Ms()).isEqualTo(100);
        assertThat(Timings.figure(1.005)).isEqualTo("1.01");
    }
}
