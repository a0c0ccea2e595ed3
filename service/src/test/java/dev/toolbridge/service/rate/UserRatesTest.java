package dev.toolbridge.service.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers behind one proxy allow no more together than one of them would alone.
class UserRatesTest {
    private static final Instant BEGIN = Instant.ofEpochSecond(1_000_000);

    private static RateConfig settings(int replicas, int burst) {
        return RateConfig.from(new Settings(Map.of(
                "RATE_LIMIT_REPLICAS", Integer.toString(replicas),
                "RATE_LIMIT_BURST", Integer.toString(burst),
                "RATE_LIMIT_PER_MINUTE", "60")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void theirSharesAreTheWhole(int replicas) {
        var now = new Instant[] {BEGIN};
        List<UserRates> servers = Stream.generate(() -> new UserRates(settings(replicas, 20), () -> now[0]))
                .limit(replicas)
                .toList();

        assertThat(allowed(servers, RateClass.ORDINARY)).isBetween(20L - replicas, 20L);
        now[0] = BEGIN.plus(Duration.ofSeconds(10));
        assertThat(allowed(servers, RateClass.ORDINARY)).isBetween(10L - replicas, 10L);
    }

    static List<RateClass> classes() {
        return List.of(RateClass.ORDINARY, RateClass.CREDENTIALS, RateClass.of("sync"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void theWholeIsWhatTheySay(RateClass rateClass) {
        var config = settings(2, 20);
        var state = new UserRates(config, () -> BEGIN).count("ada", rateClass);

        assertThat(state.perMinute()).isEqualTo(60);
        assertThat(state.burst()).isEqualTo(20);
        assertThat(state.remaining()).isEqualTo(9);
    }

    @Test
    void aShareOfNothingIsRefusedAtTheStart() {
        assertThatThrownBy(() -> settings(3, 2))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("RATE_LIMIT_BURST");
    }

    private static long allowed(List<UserRates> servers, RateClass rateClass) {
        return IntStream.range(0, 100)
                .filter(turn -> isAllowed(servers.get(turn % servers.size()), rateClass))
                .count();
    }

    private static boolean isAllowed(UserRates server, RateClass rateClass) {
        try {
            return server.count("ada", rateClass).burst() > 0;
        } catch (Refusal limited) {
            return limited.getMessage().isEmpty();
        }
    }
}
