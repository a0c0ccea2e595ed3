package dev.toolbridge.mcp.api;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets only so many requests be at the API at a time as it can work on and this server's memory can hold answers of.
/// The others wait for their turn in the order in which they came: a burst costs time, neither connections nor memory.
final class Turns {
    static final int AT_A_TIME_MAX = 64;

    private final Semaphore free = new Semaphore(AT_A_TIME_MAX, true);
    private final Duration patience;

    /// @param patience how long a request waits before it is refused
    Turns(Duration patience) {
        this.patience = patience;
    }

    /// Waits for a turn; false when it does not come in time.
    boolean begin() throws InterruptedException {
        return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end() {
        free.release();
    }
}
