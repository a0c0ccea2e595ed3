package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.tenants.runtime.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Looks at Fly again and again, within its limit of five looks a second at a machine.
final class FlyPace {
    private static final int BEATS = 4;

    private FlyPace() {}

    static void pause() {
        for (int beat = 0; beat < BEATS; beat++) {
            Pause.once();
        }
    }

    /// Looks until a condition holds; false if it does not in time.
    static boolean until(Duration limit, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            pause();
        }
        return true;
    }
}
