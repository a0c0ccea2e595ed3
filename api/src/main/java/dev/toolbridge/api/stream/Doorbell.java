package dev.toolbridge.api.stream;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Wakes the thread that writes a stream when there is something to write. Any thread may ring.
public final class Doorbell {
    private final Thread waiter;
    private volatile boolean isRung;

    /// A bell for the current thread.
    public Doorbell() {
        this(Thread.currentThread());
    }

    public Doorbell(Thread waiter) {
        this.waiter = waiter;
    }

    public void ring() {
        isRung = true;
        LockSupport.unpark(waiter);
    }

    /// Waits until the bell rings or the time is over, and tells if it rang.
    public boolean await(Duration wait) {
        long endNs = System.nanoTime() + wait.toNanos();
        long leftNs = wait.toNanos();
        while (!isRung && leftNs > 0 && !waiter.isInterrupted()) {
            LockSupport.parkNanos(this, leftNs);
            leftNs = endNs - System.nanoTime();
        }
        boolean rang = isRung;
        isRung = false;
        return rang;
    }
}
