package dev.toolbridge.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.proof.report.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    @Test
    void percentilesAreOfTheSlowest() {
        var timings = new Timings(List.of(3_000_000L, 1_000_000L, 2_000_000L, 100_000_000L));

        assertThat(timings.medianMs()).isEqualTo(2);
        assertThat(timings.p99Ms()).isEqualTo(100);
        assertThat(Timings.figure(1.005)).isEqualTo("1.01");
    }

    @Test
    void abandonedSessionsLeaveNoMemoryBehind() {
        assertThat(SessionMemory.run(Plan.brief())).contains("all answered");
    }

    @Test
    void anIdleStreamTakesLittleMemory() {
        assertThat(StreamMemory.run(Plan.brief())).contains("idle streams");
    }

    @Test
    void everyStreamOfASpaceShowsEveryChangeOnce() {
        assertThat(StreamFanOut.run(Plan.brief())).contains("lost 0");
    }

    @Test
    void everyMeasurementHasAName() {
        assertThat(Measurements.ALL).extracting("name").doesNotHaveDuplicates().contains("push", "growth");
    }
}
