package dev.toolbridge.mcp.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Limits the concurrent requests to the API to the number that it can work on and whose answers fit this
/// server's memory. Others wait for their turn in order of arrival: a burst costs time, but no connections or
/// memory. One caller has at most half of the turns, so its burst does not delay the others.
final class Turns {
    static final int AT_A_TIME_MAX = 64;
    static final int OF_ONE_CALLER_MAX = AT_A_TIME_MAX / 2;

    private final Semaphore free = new Semaphore(AT_A_TIME_MAX, true);

    /// The callers that have a turn or wait for one; guarded by itself.
    private final Map<String, OfCaller> callers = new HashMap<>();

    private final Duration patience;

    /// @param patience the time that a request waits before it is refused
    Turns(Duration patience) {
        this.patience = patience;
    }

    /// Waits for a turn; false when it does not come in time.
    boolean begin(String caller) throws InterruptedException {
        long endNs = System.nanoTime() + patience.toNanos();
        OfCaller own = join(caller);
        boolean begun = false;
        try {
            begun = isTaken(own.free, endNs) && isTakenWith(own.free, endNs);
        } finally {
            if (!begun) {
                leave(caller);
            }
        }
        return begun;
    }

    /// Takes a turn, or returns the caller's own permit.
    private boolean isTakenWith(Semaphore own, long endNs) throws InterruptedException {
        boolean taken = false;
        try {
            taken = isTaken(free, endNs);
        } finally {
            if (!taken) {
                own.release();
            }
        }
        return taken;
    }

    void end(String caller) {
        free.release();
        leave(caller).free.release();
    }

    /// The number of callers that have a turn or wait for one.
    int callers() {
        synchronized (callers) {
            return callers.size();
        }
    }

    private static boolean isTaken(Semaphore semaphore, long endNs) throws InterruptedException {
        return semaphore.tryAcquire(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private OfCaller join(String caller) {
        synchronized (callers) {
            OfCaller own = callers.computeIfAbsent(caller, _ -> new OfCaller());
            own.requests++;
            return own;
        }
    }

    private OfCaller leave(String caller) {
        synchronized (callers) {
            OfCaller own = callers.get(caller);
            own.requests--;
            if (own.requests == 0) {
                callers.remove(caller);
            }
            return own;
        }
    }

    private static final class OfCaller {
        private final Semaphore free = new Semaphore(OF_ONE_CALLER_MAX, true);
        private int requests;
    }
}
