package dev.toolbridge.tenants.domain;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// The times between checks: they grow while nothing changes.
enum Pace {
    /// The DNS: people set records within minutes or days.
    DNS(Duration.ofSeconds(30), 2, Duration.ofHours(1)),
    /// Orders: an issuer counts failures by the hour.
    ORDER(Duration.ofMinutes(5), 3, Duration.ofHours(12)),
    /// An order that is under way.
    SOON(Duration.ofSeconds(30), 1, Duration.ofSeconds(30)),
    /// All is well.
    QUIET(Duration.ofHours(1), 1, Duration.ofHours(1));

    private static final int JITTER_PARTS = 10;

    private final Duration first;
    private final int factor;
    private final Duration longest;

    Pace(Duration first, int factor, Duration longest) {
        this.first = first;
        this.factor = factor;
        this.longest = longest;
    }

    /// The pause after so many failures in a row, up to a tenth longer so that checks spread.
    Duration pause(int failures) {
        Duration pause = first;
        for (int count = 0; count < failures && pause.compareTo(longest) < 0; count++) {
            pause = pause.multipliedBy(factor);
        }
        Duration cut = pause.compareTo(longest) < 0 ? pause : longest;
        return cut.plusMillis(ThreadLocalRandom.current().nextLong(cut.toMillis() / JITTER_PARTS + 1));
    }
}
