package dev.toolbridge.tenants.router.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The router on this machine: brings its file and its process to a state, and tells what is different.
///
/// Its calls must not run side by side; [RouterLock] sees to that.
public final class Haproxy {
    private static final int ROUNDS_MAX = 2;

    private final RouterConfig config;
    private final RouterFiles files;
    private final RouterProcess process;
    private final CertificateFiles certificates;

    public Haproxy(RouterConfig config, CertificateSource source) {
        this.config = config;
        this.certificates = new CertificateFiles(config.folder(), source);
        this.files = new RouterFiles(config, certificates);
        this.process = new RouterProcess(config);
    }

    public RouterProcess process() {
        return process;
    }

    /// Writes the file, then brings the process to the same state, then reads it back. A reload that would forget
    /// sessions is left for a later call: until then all is done that needs none.
    ///
    /// @return the differences of the process that were ended
    /// @throws RouterFileRefused if HAProxy refuses the file; the process is left as it was
    /// @throws RouterUnavailable if the process is not in the state afterwards
    public Settled settle(WantedState wanted) {
        files.write(wanted);
        boolean started = process.worker().isEmpty();
        if (started) {
            process.revive();
        }
        boolean isDue = !started && !fits(wanted);
        boolean reloaded = isDue && process.canHandOver();
        if (reloaded) {
            process.reload();
        }
        WantedState within = wanted.within(RunningState.read(process.runtime()));
        return new Settled(started, reloaded, isDue && !reloaded, within.equals(wanted), repaired(within));
    }

    /// Compares file and process with a state, and changes nothing.
    public List<Drift> verify(WantedState wanted) {
        var differences = new ArrayList<Drift>();
        if (!files.matches(wanted)) {
            differences.add(new Drift("file", "revision " + wanted.revision(), "another"));
        }
        if (process.worker().isEmpty()) {
            differences.add(new Drift("process", "running", "not answering"));
            return differences;
        }
        if (!fits(wanted)) {
            differences.add(new Drift("process", "begun with the present file", "begun with another"));
        }
        differences.addAll(compared(wanted).differences());
        running().ifPresent(running -> differences.addAll(running.differences(wanted.certificates())));
        return differences;
    }

    /// The figures of a backend's servers.
    public BackendFigures figures(int backend) {
        return new BackendFigures(process, backend);
    }

    private List<Drift> repaired(WantedState wanted) {
        var ended = new ArrayList<Drift>();
        running().ifPresent(running -> ended.addAll(running.add(wanted.certificates())));
        StateComparison left = compared(wanted);
        for (int round = 0; round < ROUNDS_MAX && !left.repairs().isEmpty(); round++) {
            ended.addAll(left.differences());
            process.runtime().run(left.commands());
            left = compared(wanted);
        }
        if (!left.repairs().isEmpty()) {
            throw new RouterUnavailable(
                    "the router did not take its state: " + left.differences().getFirst() + ", one of "
                            + left.differences().size());
        }
        running().ifPresent(running -> ended.addAll(running.remove(wanted.certificates())));
        certificates.forgetOthers(wanted.certificates());
        return ended;
    }

    /// The certificates of the process, if it ends TLS.
    private Optional<RunningCertificates> running() {
        return config.tls().map(_ -> new RunningCertificates(process.runtime(), certificates));
    }

    private StateComparison compared(WantedState wanted) {
        return StateComparison.of(wanted, RunningState.read(process.runtime()));
    }

    /// Backends, addresses and limits come with a reload only.
    private boolean fits(WantedState wanted) {
        return process.fingerprint().equals(new RouterFile(config).fingerprint())
                && process.runtime().ask("show backend").lines().anyMatch(Backend.name(wanted.capacity())::equals);
    }

    /// The work that was needed.
    ///
    /// @param isStarted true if the process did not run, or did not answer
    /// @param isReloaded true if a new worker began with the file
    /// @param isReloadDue true if one has to, in some seconds
    /// @param isWhole true if the whole state is in force; else some backends come with the reload
    /// @param repaired the differences that commands have ended
    public record Settled(
            boolean isStarted, boolean isReloaded, boolean isReloadDue, boolean isWhole, List<Drift> repaired) {
        public Settled {
            repaired = List.copyOf(repaired);
        }
    }
}
