package dev.toolbridge.tenants.router.haproxy;

import java.util.ArrayList;
import java.util.List;

/// The router on this machine: brings its file and its process to a state, and tells what is different.
///
/// Its calls must not run side by side; [RouterLock] sees to that.
public final class Haproxy {
    private static final int ROUNDS_MAX = 2;

    private final RouterConfig config;
    private final RouterFiles files;
    private final RouterProcess process;

    public Haproxy(RouterConfig config) {
        this.config = config;
        this.files = new RouterFiles(config);
        this.process = new RouterProcess(config);
    }

    public RouterProcess process() {
        return process;
    }

    /// Writes the file, then brings the process to the same state, then reads it back.
    ///
    /// @return the differences of the process that were ended
    /// @throws RouterFileRefused if HAProxy refuses the file; the process is left as it was
    /// @throws RouterUnavailable if the process is not in the state afterwards
    public Settled settle(WantedState wanted) {
        files.write(wanted);
        boolean started = process.worker().isEmpty();
        if (started) {
            process.start();
        }
        boolean reloaded = !started && !fits(wanted);
        if (reloaded) {
            process.reload();
        }
        return new Settled(started, reloaded, repaired(wanted));
    }

    /// Compares file and process with a state, and changes nothing.
    public List<Difference> verify(WantedState wanted) {
        var differences = new ArrayList<Difference>();
        if (!files.matches(wanted)) {
            differences.add(new Difference("file", "revision " + wanted.revision(), "another"));
        }
        if (process.worker().isEmpty()) {
            differences.add(new Difference("process", "running", "not answering"));
            return differences;
        }
        if (!fits(wanted)) {
            differences.add(new Difference("process", "begun with the present file", "begun with another"));
        }
        differences.addAll(compared(wanted).differences());
        return differences;
    }

    /// The figures of a backend's servers.
    public BackendFigures figures(int backend) {
        return new BackendFigures(process, backend);
    }

    private List<Difference> repaired(WantedState wanted) {
        var ended = new ArrayList<Difference>();
        Comparison left = compared(wanted);
        for (int round = 0; round < ROUNDS_MAX && !left.repairs().isEmpty(); round++) {
            ended.addAll(left.differences());
            process.runtime().run(left.commands());
            left = compared(wanted);
        }
        if (!left.repairs().isEmpty()) {
            throw new RouterUnavailable("the router did not take its state: " + left.differences().getFirst()
                    + ", one of " + left.differences().size());
        }
        return ended;
    }

    private Comparison compared(WantedState wanted) {
        return Comparison.of(wanted, RunningState.read(process.runtime()));
    }

    /// Backends, addresses and limits come with a reload only.
    private boolean fits(WantedState wanted) {
        return process.fingerprint().equals(new RouterFile(config).fingerprint())
                && process.runtime().ask("show backend").lines().anyMatch(Backend.name(wanted.capacity())::equals);
    }

    /// The work that was needed.
    ///
    /// @param isStarted true if the process did not run
    /// @param isReloaded true if a new worker began with the file
    /// @param repaired the differences that commands have ended
    public record Settled(boolean isStarted, boolean isReloaded, List<Difference> repaired) {
        public Settled {
            repaired = List.copyOf(repaired);
        }
    }
}
