package dev.toolbridge.tests.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneTimeTest {

    @Test
    void aLaneOverItsBudgetIsNamed() {
        assertThat(time(30)).hasToString("Lane rest took 30 s of its 30 s");
        assertThat(time(31)).hasToString("Lane rest took 31 s of its 30 s: OVER BUDGET");
    }

    @Test
    void everyLaneHasItsBudget() {
        assertThat(Checkout.lanes()).hasSizeGreaterThan(5).allSatisfy(lane -> assertThat(
                        Checkout.text(lane.resolve("pom.xml")))
                .containsPattern("<budget.seconds>[1-9]\\d*</budget.seconds>"));
    }

    private static LaneTime time(int seconds) {
        return new LaneTime("rest", Duration.ofSeconds(seconds), Duration.ofSeconds(30));
    }
}
