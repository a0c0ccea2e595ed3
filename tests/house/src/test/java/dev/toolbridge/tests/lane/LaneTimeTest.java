package dev.toolbridge.tests.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.tests.Checkout;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneTimeTest {

    @Test
    void aLaneOverItsBudgetIsNamed() {
        assertThat(time(30, Optional.empty())).hasToString("Lane rest took 30 s of its 30 s");
        assertThat(time(31, Optional.empty())).hasToString("Lane rest took 31 s of its 30 s: OVER BUDGET");
    }

    @Test
    void aLaneFailsBeyondTwiceItsBudgetOrTheLimitThatIsAskedFor() {
        time(60, Optional.empty()).requireWithinLimit();
        time(99, Optional.of(Duration.ofSeconds(99))).requireWithinLimit();
        assertThatThrownBy(time(61, Optional.empty())::requireWithinLimit).hasMessageContaining("the 60 s");
        assertThatThrownBy(time(20, Optional.of(Duration.ofSeconds(19)))::requireWithinLimit)
                .hasMessageContaining("the 19 s");
    }

    @Test
    void everyLaneHasItsBudget() {
        assertThat(Checkout.lanes()).hasSizeGreaterThan(5).allSatisfy(lane -> assertThat(
                        Checkout.text(lane.resolve("pom.xml")))
                .containsPattern("<budget.seconds>[1-9]\\d*</budget.seconds>"));
    }

    private static LaneTime time(int seconds, Optional<Duration> limit) {
        return new LaneTime("rest", Duration.ofSeconds(seconds), Duration.ofSeconds(30), limit);
    }
}
