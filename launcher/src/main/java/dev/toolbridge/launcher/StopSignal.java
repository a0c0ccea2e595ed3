package dev.toolbridge.launcher;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and `kill`: interrupts the thread that made it, and lets the process end when that thread has finished.
final class StopSignal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EXIT_CLEAN = 0;
    private static final int EXIT_STUCK = 1;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean raised;

    private StopSignal() {}

    static StopSignal install() {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(signal::raise));
        return signal;
    }

    boolean isRaised() {
        return raised;
    }

    /// The worker has finished; from here on a signal ends the process at once.
    @Override
    public void close() {
        finished.countDown();
    }

    /// Halting with 0 says that the stop was clean; the JVM's own status would be the signal's.
    private void raise() {
        if (finished.getCount() == 0) {
            return;
        }
        raised = true;
        worker.interrupt();
        Runtime.getRuntime().halt(awaitFinished() ? EXIT_CLEAN : EXIT_STUCK);
    }

    private boolean awaitFinished() {
        try {
            return finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return false;
        }
    }
}
