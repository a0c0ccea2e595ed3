package dev.toolbridge.api.access.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.rate.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The number of calls to the identity provider is limited, and none is made while it is known to fail.
class GuardedSourceTest {
    private final MovableClock clock = new MovableClock();
    private final ScriptedSource source = new ScriptedSource();
    private final GuardedSource guarded = new GuardedSource(source, clock);

    @Test
    void afterSomeFailuresNobodyWaitsForMore() {
        source.goAway(true);
        for (int request = 0; request < 100; request++) {
            assertUnavailable();
        }
        assertThat(source.calls()).isEqualTo(GuardedSource.FAILURES_MAX);

        clock.pass(GuardedSource.OPEN);
        assertUnavailable();
        assertUnavailable();
        assertThat(source.calls()).isEqualTo(GuardedSource.FAILURES_MAX + 1);

        source.goAway(false);
        clock.pass(GuardedSource.OPEN);
        assertThat(guarded.find("ada", "org_a")).isEmpty();
        assertThat(guarded.find("ada", "org_a")).isEmpty();
    }

    @Test
    void aFailureNowAndThenClosesNothing() {
        for (int round = 0; round < 20; round++) {
            source.goAway(true);
            assertUnavailable();
            source.goAway(false);
            assertThat(guarded.all("ada")).isEmpty();
        }
    }

    @Test
    void callsASecondAreLimited() {
        int answered = 0;
        for (int request = 0; request < 200; request++) {
            try {
                guarded.find("ada", "org_a");
                answered++;
            } catch (MembershipsUnavailable limited) {
                assertThat(limited.retryAfter()).isPositive();
            }
        }
        assertThat(answered).isEqualTo(50);

        clock.pass(Duration.ofSeconds(1));
        assertThat(guarded.find("ada", "org_a")).isEmpty();
    }

    private void assertUnavailable() {
        assertThatThrownBy(() -> guarded.find("ada", "org_a")).isInstanceOf(MembershipsUnavailable.class);
    }
}
