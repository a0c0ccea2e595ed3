package dev.toolbridge.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every attack of the tables, on an API that runs as in production.
class AttacksTest {

    static Stream<Attack> attacks() {
        return Attacks.ALL.stream();
    }

    /// Good requests succeed: without this proof, a server that refuses everything would pass.
    @Test
    void whoIsGoodComesIn() {
        var grounds = Grounds.instance();
        assertThat(grounds.notes(grounds.token(grounds.order())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void fails(Attack attack) {
        attack.on(Grounds.instance());
    }
}
