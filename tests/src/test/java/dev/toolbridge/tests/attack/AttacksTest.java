package dev.toolbridge.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every attack of the tables, on an API that runs as in production.
class AttacksTest {
    private static final List<List<Attack>> TABLES = Stream.of(
                    TokenAttacks.TABLES.stream(),
                    Stream.of(ExchangeAttacks.ALL, KeyAttacks.ALL),
                    TenantAttacks.TABLES.stream())
            .flatMap(tables -> tables)
            .toList();

    static Stream<Attack> attacks() {
        return TABLES.stream().flatMap(List::stream);
    }

    /// Else everything would be refused, and nothing proven.
    @Test
    void whoIsGoodComesIn() {
        var grounds = Grounds.instance();
        assertThat(grounds.notes(grounds.token(grounds.order())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void gets(Attack attack) {
        attack.on(Grounds.instance());
    }
}
