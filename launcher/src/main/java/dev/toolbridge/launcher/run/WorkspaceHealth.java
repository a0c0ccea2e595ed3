package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The health of a workspace.
///
/// @param state `stopped`; `starting`, `stopping`; `ready` when all parts serve and are supervised; `degraded`
///     when some part does not serve; `unsupervised` when programs run without a supervisor,
///     or with one that stands still
/// @param database the database that it works on
/// @param parts its servers; empty when it is stopped
public record WorkspaceHealth(Workspace workspace, String state, String database, List<PartHealth> parts) {
    public static final String UNSUPERVISED = "unsupervised";

    private static final String READY = "ready";
    private static final int EXIT_READY = 0;
    private static final int EXIT_UNREADY = 1;
    private static final int EXIT_STOPPED = 3;

    public WorkspaceHealth {
        parts = List.copyOf(parts);
    }

    public static WorkspaceHealth of(Workspace workspace) {
        Optional<WorkspaceState> running =
                workspace.exists() ? workspace.state().read().filter(WorkspaceState::isAlive) : Optional.empty();
        return running.map(state -> of(workspace, state))
                .orElseGet(() -> new WorkspaceHealth(workspace, "stopped", "", List.of()));
    }

    public int exitStatus() {
        if (parts.isEmpty()) {
            return EXIT_STOPPED;
        }
        return state.equals(READY) ? EXIT_READY : EXIT_UNREADY;
    }

    private static WorkspaceHealth of(Workspace workspace, WorkspaceState state) {
        var checks = new HealthChecks(state);
        var parts = Stream.of(
                        Stream.of(checks.database(workspace.secrets())),
                        ServerPrograms.of(workspace.kind()).inOrderOfStart().stream()
                                .map(checks::server),
                        machine(workspace, checks))
                .flatMap(part -> part)
                .toList();
        return new WorkspaceHealth(workspace, headline(state, parts), state.database(), parts);
    }

    private static Stream<PartHealth> machine(Workspace workspace, HealthChecks checks) {
        return workspace.kind() == WorkspaceKind.PLATFORM
                ? checks.machine(Leftovers.machine(workspace))
                : Stream.empty();
    }

    private static String headline(WorkspaceState state, List<PartHealth> parts) {
        if (!state.hasSupervisor() || state.supervisor().isStopped()) {
            return UNSUPERVISED;
        }
        return switch (state.phase()) {
            case STARTING -> "starting";
            case STOPPING -> "stopping";
            case READY -> parts.stream().allMatch(PartHealth::ready) ? READY : "degraded";
        };
    }
}
