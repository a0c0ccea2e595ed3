package dev.toolbridge.api.webhook.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    @Test
    void eightAttemptsAreMadeATenthMoreOrLessApart() {
        var early = new RetrySchedule(() -> 0);
        var late = new RetrySchedule(() -> 1);

        for (int attempts = 1; attempts <= RetrySchedule.DELAYS.size(); attempts++) {
            long delayMs = RetrySchedule.DELAYS.get(attempts - 1).toMillis();
            assertThat(early.after(attempts, Optional.empty())).contains(Duration.ofMillis(delayMs * 9 / 10));
            assertThat(late.after(attempts, Optional.empty())).contains(Duration.ofMillis(delayMs * 11 / 10));
        }
        assertThat(RetrySchedule.DELAYS).hasSize(7);
        assertThat(early.after(8, Optional.empty())).isEmpty();
        assertThat(early.after(8, Optional.of(Duration.ofSeconds(3)))).isEmpty();
    }

    @Test
    void theReceiversWishCountsWithinBounds() {
        var schedule = new RetrySchedule(() -> 0);

        assertThat(schedule.after(1, Optional.of(Duration.ofMinutes(7)))).contains(Duration.ofMinutes(7));
        assertThat(schedule.after(1, Optional.of(Duration.ofSeconds(-5)))).contains(Duration.ofSeconds(1));
        assertThat(schedule.after(1, Optional.of(Duration.ofDays(900)))).contains(Duration.ofHours(24));
    }
}
