package dev.toolbridge.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The identity of a process: its number may be reused after its end, but never with the same start.
///
/// @param startedAtMs the time of its start, in milliseconds since 1970
public record ProcessIdentity(long pid, long startedAtMs) {

    /// The start is computed from the time since boot, and varies when the clock is set.
    private static final Duration CLOCK_WAVERS = Duration.ofSeconds(2);

    /// The state in the third member of the file of a process; the second is in brackets.
    private static final String STOPPED = " T ";

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

    /// Tells if the process stands still after a signal, as after Ctrl-Z at its terminal. Only Linux tells that.
    public boolean isStopped() {
        try {
            String facts = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return facts.startsWith(STOPPED, facts.lastIndexOf(')') + 1) && find().isPresent();
        } catch (IOException _) {
            return false;
        }
    }

    /// Lets a process go on that stands still: until then it takes no other signal.
    public void goOn() {
        if (isStopped()) {
            try {
                var _ = new ProcessBuilder("kill", "-CONT", Long.toString(pid))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException failed) {
                throw new LaunchFailure("process " + pid + " stands still, and `kill` cannot be started", failed);
            }
        }
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
