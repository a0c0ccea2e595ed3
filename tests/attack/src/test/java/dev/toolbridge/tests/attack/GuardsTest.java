package dev.toolbridge.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Each attack succeeds without its guard: so the guard stops it, and the test notices.
class GuardsTest {
    private static final int GUARDS = 21;

    /// The number of servers that start at a time; attacks run one after another, since they share a provider.
    private static final int AT_A_TIME = 2;

    @Test
    void eachStandsInItsSourceOnce() {
        assertThat(Guards.all()).allSatisfy(guard -> assertThat(
                        Checkout.text(Checkout.file(guard.file())).split(Pattern.quote(guard.source()), -1))
                .as(guard.file() + ": " + guard.source())
                .hasSize(2));
    }

    @Test
    void eachIsMissed() throws InterruptedException, ExecutionException {
        var guards = Guards.played();
        assertThat(guards).hasSizeGreaterThanOrEqualTo(GUARDS);
        var idle = new ArrayList<String>();
        try (var executor = Executors.newFixedThreadPool(AT_A_TIME)) {
            var tries = executor.invokeAll(guards.stream()
                    .<Callable<Boolean>>map(guard -> () -> isMissed(guard))
                    .toList());
            for (int index = 0; index < guards.size(); index++) {
                if (!tries.get(index).get()) {
                    idle.add(guards.get(index).name());
                }
            }
        }
        assertThat(idle)
                .as("guards without which the attack fails all the same")
                .isEmpty();
    }

    private static boolean isMissed(Guard guard) {
        Attack attack = Attacks.named(guard.attack());
        Grounds grounds = Grounds.instance().with(List.of(guard.gap()));
        try (var weakened = grounds.api()) {
            assertThat(weakened.isReady()).isTrue();
            return succeeds(attack, grounds);
        }
    }

    private static synchronized boolean succeeds(Attack attack, Grounds grounds) {
        try {
            attack.on(grounds);
            return false;
        } catch (AssertionError succeeded) {
            return succeeded.getMessage() != null;
        }
    }
}
