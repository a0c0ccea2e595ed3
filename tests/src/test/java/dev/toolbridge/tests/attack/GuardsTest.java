package dev.toolbridge.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Without its guard, each attack succeeds: so it is the guard that holds, and its test that tells.
class GuardsTest {

    static Stream<Guard> guards() {
        return Guards.TABLES.stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("guards")
    void isMissed(Guard guard) {
        Attack attack = Attacks.named(guard.attack());
        Grounds grounds = Grounds.instance().with(List.of(Weakened.classes(guard)));
        try (var weakened = grounds.api()) {
            assertThat(weakened.isReady()).isTrue();
            assertThat(catchThrowable(() -> attack.on(grounds)))
                    .as("%s: without it, «%s» still fails", guard, attack)
                    .isInstanceOf(AssertionError.class);
        }
    }
}
