package dev.toolbridge.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The turns of a stream: one at a time, one more for each ring that a turn may have missed, none after the end.
class StreamTurnsTest {
    private static final int PATIENCE_SECONDS = 10;
    private static final Duration LONG = Duration.ofHours(1);

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();

    @Test
    void aRingDuringATurnBringsOneMore() throws InterruptedException {
        var turns = new StreamTurns(() -> turn(Optional.of(LONG)));
        turns.ring();
        awaitBegun();
        turns.ring();
        turns.ring();
        mayEnd.release();
        awaitBegun();
        mayEnd.release();
        turns.ring();
        awaitBegun();
        assertThat(running).hasValue(1);
        mayEnd.release();
    }

    @Test
    void aTurnComesWhenItsTimeHasCome() throws InterruptedException {
        var turns = new StreamTurns(() -> turn(Optional.of(Duration.ofMillis(1))));
        turns.ring();
        mayEnd.release(2);
        awaitBegun();
        awaitBegun();
        awaitBegun();
        assertThat(running).hasValue(1);
    }

    @Test
    void nothingComesAfterTheEnd() throws InterruptedException {
        var turns = new StreamTurns(() -> turn(Optional.empty()));
        turns.ring();
        awaitBegun();
        turns.ring();
        mayEnd.release();
        var other = new StreamTurns(() -> turn(Optional.of(LONG)));
        turns.ring();
        other.ring();
        awaitBegun();
        mayEnd.release();
        assertThat(begun.availablePermits()).isZero();
    }

    private Optional<Duration> turn(Optional<Duration> pause) {
        running.incrementAndGet();
        begun.release();
        mayEnd.acquireUninterruptibly();
        running.decrementAndGet();
        return pause;
    }

    private void awaitBegun() throws InterruptedException {
        assertThat(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
