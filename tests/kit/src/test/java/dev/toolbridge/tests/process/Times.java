package dev.toolbridge.tests.process;

import java.time.Duration;
import java.util.stream.Stream;

/// Times of work on the machine as it is now, which other times are measured against.
public final class Times {
    private static final int ROUNDS = 5;

    private Times() {}

    /// The time that work takes, once.
    public static Duration of(Runnable work) {
        long begunNs = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begunNs);
    }

    /// The middle of the times of some rounds of work.
    public static Duration median(Runnable work) {
        return Stream.generate(() -> of(work)).limit(ROUNDS).sorted().toList().get(ROUNDS / 2);
    }

    /// The longer of two times: of a limit, and of work that takes as long on a busy machine.
    public static Duration longer(Duration limit, Duration work) {
        return limit.compareTo(work) > 0 ? limit : work;
    }
}
