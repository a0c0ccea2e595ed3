package dev.toolbridge.launcher.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The identity of a process: its number may be reused after its end, but never with the same start.
///
/// @param startedAtMs the time of its start, in milliseconds since 1970
public record ProcessIdentity(long pid, long startedAtMs) {

    /// The start is computed from the time since boot, and varies when the clock is set.
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

    /// A zombie, which has ended but whose parent has not read its status, has no command any more.
    private static boolean isNoZombie(ProcessHandle process) {
        return process.info().command().isPresent()
                || process.info().arguments().isPresent();
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
