package dev.toolbridge.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Instant START = Instant.EPOCH;

    @Test
    void pausesGrowUpToALimit() {
        var pauses = new ArrayList<Long>();
        Instant now = START;
        BackOff backOff = BackOff.startedAt(now);
        for (int ending = 0; ending < 7; ending++) {
            Instant next = backOff.nextStart(now);
            pauses.add(Duration.between(now, next).toMillis());
            backOff = backOff.restartedAt(next);
            now = next;
        }

        assertThat(pauses).isEqualTo(List.of(500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L));
    }

    @Test
    void whoRanLongIsForgiven() {
        BackOff backOff = BackOff.startedAt(START).restartedAt(START).restartedAt(START);

        assertThat(Duration.between(START.plusSeconds(31), backOff.nextStart(START.plusSeconds(31))))
                .isEqualTo(Duration.ofMillis(500));
    }
}
