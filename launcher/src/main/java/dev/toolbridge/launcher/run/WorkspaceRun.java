package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.Part;
import dev.toolbridge.launcher.process.ProcessIdentity;
import dev.toolbridge.launcher.process.Progress;
import dev.toolbridge.launcher.process.Server;
import dev.toolbridge.launcher.process.Supervisor;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import dev.toolbridge.launcher.workspace.WorkspaceState.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// One run of a workspace in this process, from the first part started to the last one stopped. Its events are
/// printed, and recorded for other processes.
final class WorkspaceRun implements Progress {
    private static final int NAME_WIDTH = 10;
    private static final double MS_PER_S = 1_000;

    private final RunPlan plan;
    private final Map<String, ProcessIdentity> servers = new LinkedHashMap<>();
    private Phase phase = Phase.STARTING;

    WorkspaceRun(RunPlan plan) {
        this.plan = plan;
    }

    /// Runs until a signal requests the stop.
    ///
    /// @param whenReady the action once all parts serve
    /// @throws LaunchFailure if they cannot be started; all are stopped again
    void run(StopSignal signal, Runnable whenReady) {
        announce(Phase.STARTING);
        var supervisor = new Supervisor(new Parts(plan).all(), this);
        try {
            supervisor.start();
            announce(Phase.READY);
            whenReady.run();
            try (var _ = CacheTraining.start(plan)) {
                supervisor.watch();
            }
        } catch (InterruptedException _) {
            Terminal.say("Stopping");
        } catch (LaunchFailure failed) {
            if (!signal.isRaised()) {
                throw failed;
            }
        } finally {
            signal.shield();
            stop(supervisor);
        }
        Terminal.say("Stopped");
    }

    @Override
    public void started(Server server) {
        server.process().ifPresent(process -> servers.put(server.name(), process));
        announce(phase);
    }

    @Override
    public void ready(Part part, Duration took) {
        sayOf(part, String.format(Locale.ROOT, "ready after %.1f s", took.toMillis() / MS_PER_S));
    }

    @Override
    public void ended(Server server, String why) {
        sayOf(server, why + " (see " + server.log() + ")");
    }

    private static void sayOf(Part part, String text) {
        Terminal.say("  " + part.name() + " ".repeat(NAME_WIDTH - part.name().length()) + text);
    }

    private void stop(Supervisor supervisor) {
        announce(Phase.STOPPING);
        supervisor.stop();
        plan.workspace().state().delete();
    }

    private void announce(Phase now) {
        phase = now;
        plan.workspace()
                .state()
                .write(new WorkspaceState(
                        phase,
                        ProcessIdentity.of(ProcessHandle.current()),
                        plan.ports(),
                        ExternalDatabase.describe(plan.externalDatabase()),
                        servers));
    }
}
