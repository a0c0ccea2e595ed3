package dev.toolbridge.launcher.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ctrl-C and `kill`: interrupts the thread that works, and lets the process end when that thread has finished.
public final class StopSignal {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EXIT_STUCK = 1;

    private final Thread worker = Thread.currentThread();
    private final CompletableFuture<Integer> exitStatus = new CompletableFuture<>();
    private boolean raised;
    private boolean shielded;

    /// From here on a signal does not end the process at once.
    void install() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::raise));
    }

    synchronized boolean isRaised() {
        return raised;
    }

    /// The worker begins to stop by itself: from here on no signal interrupts it.
    synchronized void shield() {
        shielded = true;
        Thread.interrupted();
    }

    /// The worker has finished; from here on a signal ends the process at once.
    public void finish(int status) {
        exitStatus.complete(status);
    }

    /// Halts with the worker's status, which tells if the stop was clean, instead of the signal's.
    private void raise() {
        if (!exitStatus.isDone()) {
            interrupt();
            Runtime.getRuntime().halt(awaitExitStatus());
        }
    }

    private synchronized void interrupt() {
        raised = true;
        if (!shielded) {
            worker.interrupt();
        }
    }

    private int awaitExitStatus() {
        try {
            return exitStatus.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException _) {
            return EXIT_STUCK;
        }
    }
}
