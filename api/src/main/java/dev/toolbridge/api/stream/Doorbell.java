package dev.toolbridge.api.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Wakes the thread that writes a stream when there is something to write. Any thread may ring; one thread
/// waits, always the same.
public final class Doorbell {
    private volatile Optional<Thread> waiter = Optional.empty();
    private volatile boolean isRung;

    public void ring() {
        isRung = true;
        waiter.ifPresent(LockSupport::unpark);
    }

    /// Waits until the bell rings or the time is over, and tells if it rang.
    public boolean await(Duration wait) {
        if (waiter.isEmpty()) {
            waiter = Optional.of(Thread.currentThread());
        }
        long endNs = System.nanoTime() + wait.toNanos();
        long leftNs = wait.toNanos();
        while (!isRung && leftNs > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, leftNs);
            leftNs = endNs - System.nanoTime();
        }
        boolean rang = isRung;
        isRung = false;
        return rang;
    }
}
