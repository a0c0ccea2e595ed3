package dev.toolbridge.launcher.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Ends a process: with a request first, then by force.
public final class Ending {
    /// Longer than our servers take to finish their running requests.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Ending() {}

    /// Ends the process, if it still runs.
    public static void of(ProcessIdentity process) {
        process.find().ifPresent(ProcessHandle::destroy);
        awaitEnd(process);
        process.find().ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd(process);
    }

    private static void awaitEnd(ProcessIdentity process) {
        await(List.of(process), PATIENCE);
    }

    /// Waits until all have ended, or the time is over.
    static void await(List<ProcessIdentity> processes, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (processes.stream().anyMatch(process -> process.find().isPresent())
                && Instant.now().isBefore(deadline)) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
