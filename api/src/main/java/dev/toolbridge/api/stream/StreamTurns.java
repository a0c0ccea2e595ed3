package dev.toolbridge.api.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The work of one stream in turns, one after the other: when somebody rings, and when its time has come. A turn has
/// a thread of its own, which may wait for a slow reader; between turns a stream has none.
public final class StreamTurns implements Doorbell {
    private final Supplier<Optional<Duration>> turn;

    /// Guarded by this, as all below.
    private boolean isRunning;

    private boolean isRung;
    private boolean isOver;
    private long alarmNs;
    private Optional<Future<?>> alarm = Optional.empty();

    /// @param turn does what there is to do, and gives the time until the next turn at the latest; after an empty one
    /// there is no other
    public StreamTurns(Supplier<Optional<Duration>> turn) {
        this.turn = turn;
    }

    @Override
    public synchronized void ring() {
        if (isRunning) {
            isRung = true;
        } else if (!isOver) {
            isRunning = true;
            Thread.ofVirtual().name("stream").start(this::run);
        }
    }

    private void run() {
        boolean isResting = false;
        while (!isResting) {
            isResting = rests(turn.get());
        }
    }

    private synchronized boolean rests(Optional<Duration> pause) {
        isOver = pause.isEmpty();
        if (isRung && !isOver) {
            isRung = false;
            return false;
        }
        isRunning = false;
        pause.ifPresentOrElse(this::setAlarm, () -> alarm.ifPresent(set -> set.cancel(false)));
        return true;
    }

    /// An alarm that comes too early costs one turn at most; to set it anew after each turn would cost more.
    private void setAlarm(Duration pause) {
        long dueNs = System.nanoTime() + pause.toNanos();
        if (alarm.isEmpty() || alarmNs - dueNs > 0) {
            alarm.ifPresent(set -> set.cancel(false));
            alarmNs = dueNs;
            alarm = Optional.of(
                    ForkJoinPool.commonPool().schedule(this::alarmed, pause.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    private synchronized void alarmed() {
        alarm = Optional.empty();
        ring();
    }
}
