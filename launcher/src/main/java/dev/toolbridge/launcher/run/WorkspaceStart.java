package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceLock;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import dev.toolbridge.launcher.workspace.WorkspaceState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Provides a running workspace: starts it, or finds that another process did.
public final class WorkspaceStart {
    private static final int EXIT_OK = 0;

    /// The wait for a lock whose holder does not tell its purpose: `down`, or a start in its first moments.
    private static final Duration PATIENCE_WITH_STRANGERS = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final UpRequest request;
    private final Workspace workspace;
    private final UpMode mode;
    private final StopSignal signal;

    public WorkspaceStart(UpRequest request, UpMode mode, StopSignal signal) {
        this.request = request;
        this.workspace = request.workspace();
        this.mode = mode;
        this.signal = signal;
    }

    /// The holder of the lock starts the workspace; others wait until it is ready, or the lock is free.
    ///
    /// @return the exit status
    public int start() throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE_WITH_STRANGERS);
        while (Instant.now().isBefore(deadline)) {
            Optional<WorkspaceLock> lock = workspace.tryLock();
            if (lock.isPresent()) {
                return startWith(lock.get());
            }
            Optional<WorkspaceState> other = supervised();
            if (other.isPresent()) {
                deadline = Instant.now().plus(PATIENCE_WITH_STRANGERS);
            }
            if (isShown(other)) {
                return EXIT_OK;
            }
            Thread.sleep(PAUSE);
        }
        throw new LaunchFailure("the folder " + workspace.folder() + " is held by another program");
    }

    private int startWith(WorkspaceLock lock) throws InterruptedException {
        if (mode == UpMode.DETACHED) {
            lock.close();
            return new BackgroundStart(request).start(() -> isShown(supervised()));
        }
        signal.install();
        try (lock) {
            runHere();
        }
        return EXIT_OK;
    }

    private void runHere() {
        Terminal.say("Starting the workspace " + workspace.folder());
        workspace.secrets().check();
        endLeftovers();
        var kept = new KeptPorts(workspace, request.ports()).choose();
        Ports ports = request.ports().choose(kept, ServerPrograms.of(workspace.kind()));
        var plan = new RunPlan(request.installation(), workspace, ports, request.externalDatabase());
        new WorkspaceRun(plan).run(signal, () -> show(plan.ports(), "Ctrl-C stops it."));
    }

    /// Ends the leftovers; our own database server is taken over, unless another database is requested.
    private void endLeftovers() {
        if (request.externalDatabase().isPresent()) {
            Leftovers.endWithDatabase(workspace);
        } else {
            Leftovers.end(workspace);
        }
    }

    private Optional<WorkspaceState> supervised() {
        return workspace.state().read().filter(WorkspaceState::hasSupervisor);
    }

    /// Shows the screen if another process serves the workspace as requested.
    private boolean isShown(Optional<WorkspaceState> running) {
        Optional<WorkspaceState> usable = running.filter(state -> state.phase() != Phase.STOPPING);
        usable.ifPresent(request::requireSameAs);
        Optional<WorkspaceState> ready = usable.filter(state -> state.phase() == Phase.READY);
        ready.ifPresent(state -> show(state.ports(), "It runs in the background."));
        return ready.isPresent();
    }

    private void show(Ports ports, String how) {
        if (mode != UpMode.BACKGROUND) {
            Screen.of(request.installation(), workspace, ports).show(how);
        }
    }
}
