package dev.toolbridge.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.proof.report.Plan;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

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
