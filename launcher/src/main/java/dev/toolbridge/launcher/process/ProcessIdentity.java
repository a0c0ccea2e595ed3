package dev.toolbridge.launcher.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One process for all time: its number may be given to another after it has ended, its number and start together not.
///
/// @param startedAtMs when it started, in milliseconds since 1970
public record ProcessIdentity(long pid, long startedAtMs) {

    /// The start is computed from the time since boot, which wavers when the clock is set.
    private static final Duration CLOCK_WAVERS = Duration.ofSeconds(2);

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), startOf(process).toEpochMilli());
    }

    /// The process, if it still runs.
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(ProcessIdentity::isNoZombie)
                .filter(process -> Math.abs(startOf(process).toEpochMilli() - startedAtMs) <= CLOCK_WAVERS.toMillis());
    }

    /// A process that has ended, but whose parent never asked how, has no command any more.
    private static boolean isNoZombie(ProcessHandle process) {
        return process.info().command().isPresent()
                || process.info().arguments().isPresent();
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
