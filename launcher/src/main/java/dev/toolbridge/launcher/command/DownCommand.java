package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.option.KindOption;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.ProcessIdentity;
import dev.toolbridge.launcher.run.Leftovers;
import dev.toolbridge.launcher.run.Terminal;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceLock;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Stops a workspace.
@Command(
        name = "down",
        description = "Stops a workspace: the sidecar, the API, the login page, PostgreSQL. Its data stays.")
final class DownCommand implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    @Mixin
    private KindOption data;

    @Override
    public void run() {
        Workspace workspace = data.existing();
        boolean wasRunning = workspace.state().read().isPresent();
        try (var _ = lockOf(workspace)) {
            Leftovers.endWithDatabase(workspace);
        }
        Terminal.say(wasRunning ? "Stopped." : "It was not running.");
    }

    /// Asks the process that holds the workspace to end, and waits until it releases the lock.
    private static WorkspaceLock lockOf(Workspace workspace) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Optional<WorkspaceLock> lock = workspace.tryLock();
        while (lock.isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new LaunchFailure("the workspace " + workspace.folder() + " does not stop");
            }
            askToStop(workspace);
            lock = workspace.tryLock();
        }
        return lock.get();
    }

    private static void askToStop(Workspace workspace) {
        Optional<WorkspaceState> running = workspace.state().read();
        running.map(WorkspaceState::supervisor).flatMap(ProcessIdentity::find).ifPresent(ProcessHandle::destroy);
        running.ifPresent(state -> Stream.concat(Stream.of(state.supervisor()), state.servers().values().stream())
                .forEach(ProcessIdentity::goOn));
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted while the workspace was stopping", interrupted);
        }
    }
}
