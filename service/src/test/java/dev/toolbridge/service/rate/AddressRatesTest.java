package dev.toolbridge.service.rate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.error.Refusal;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// An address that comes with bad credentials all the time is shut out for a while.
class AddressRatesTest {
    private final MovableClock clock = new MovableClock();
    private final AddressRates rates = new AddressRates(clock, 1);

    @Test
    void guessingIsStoppedAndGoesOnSlowly() {
        var guesser = address("203.0.113.7");
        failTimes(guesser, 61);

        assertThatThrownBy(() -> rates.requireOpen(guesser)).isInstanceOf(Refusal.class);
        assertThatCode(() -> rates.requireOpen(address("203.0.113.8"))).doesNotThrowAnyException();
        clock.pass(Duration.ofSeconds(2));
        assertThatCode(() -> rates.requireOpen(guesser)).doesNotThrowAnyException();
        failTimes(guesser, 3);
        assertThatThrownBy(() -> rates.requireOpen(guesser)).isInstanceOf(Refusal.class);
    }

    @Test
    void case64AnIpv6NetworkIsOneAddress() {
        failTimes(address("2001:db8:1:2::1"), 61);

        assertThatThrownBy(() -> rates.requireOpen(address("2001:db8:1:2:ffff::9")))
                .isInstanceOf(Refusal.class);
        assertThatCode(() -> rates.requireOpen(address("2001:db8:1:3::1"))).doesNotThrowAnyException();
    }

    @Test
    void eachOfTwoServersAllowsHalfOfTheFailures() {
        var half = new AddressRates(clock, 2);
        var guesser = address("203.0.113.9");
        for (int attempt = 0; attempt < 30; attempt++) {
            half.fail(guesser);
        }
        assertThatCode(() -> half.requireOpen(guesser)).doesNotThrowAnyException();
        half.fail(guesser);
        assertThatThrownBy(() -> half.requireOpen(guesser)).isInstanceOf(Refusal.class);
    }

    private void failTimes(InetAddress address, int times) {
        for (int attempt = 0; attempt < times; attempt++) {
            rates.fail(address);
        }
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }
}
