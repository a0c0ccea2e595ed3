package dev.toolbridge.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final HealthRhythm RHYTHM = new HealthRhythm(Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 5, 4);

    private final Pulse pulse = new Pulse(RHYTHM, RHYTHM.programMissesMax());

    @Test
    void onlyChecksMissedInARowCount() {
        pulse.isHungAfter(true);

        assertThat(pulse.isHungAfter(false)).isFalse();
        assertThat(pulse.isHungAfter(false)).isFalse();
        assertThat(pulse.isHungAfter(true)).isFalse();
        assertThat(pulse.isHungAfter(false)).isFalse();
        assertThat(pulse.isHungAfter(false)).isFalse();
        assertThat(pulse.isHungAfter(false)).isTrue();
    }

    @Test
    void aServerThatBecameReadyHasAnswered() {
        pulse.answered();

        assertThat(pulse.isHungAfter(false)).isFalse();
        assertThat(pulse.isHungAfter(false)).isFalse();
        assertThat(pulse.isHungAfter(false)).isTrue();
    }

    @Test
    void aServerThatWasStartedMayTakeLonger() {
        pulse.isHungAfter(true);
        pulse.restart();

        for (int miss = 1; miss < RHYTHM.startingMissesMax(); miss++) {
            assertThat(pulse.isHungAfter(false)).isFalse();
        }
        assertThat(pulse.isHungAfter(false)).isTrue();
    }

    @Test
    void theUsualRhythmLeavesTheDatabaseFourTimesAsLong() {
        assertThat(HealthRhythm.USUAL.pause().multipliedBy(HealthRhythm.USUAL.programMissesMax()))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(HealthRhythm.USUAL.pause().multipliedBy(HealthRhythm.USUAL.databaseMissesMax()))
                .isEqualTo(Duration.ofMinutes(2));
    }
}
