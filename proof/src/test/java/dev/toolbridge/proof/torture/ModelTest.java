package dev.toolbridge.proof.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTest {

    @Test
    void noInterleavingBreaksOurs() {
        var explored = Model.explore(Scheme.OURS);

        assertThat(explored.counterexample()).isEmpty();
        assertThat(explored.states()).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void anInterleavingBreaksEveryKnownBadScheme(Scheme scheme) {
        assertThat(Model.explore(scheme).counterexample()).isPresent();
    }

    static Stream<Scheme> bad() {
        return Scheme.KNOWN_BAD.stream();
    }
}
