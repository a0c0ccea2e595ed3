package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The servers of a kind of workspace.
///
/// @param all the servers in the order in which people read of them
/// @param others the ports of programs that one of the servers starts
public record ServerPrograms(List<ServerProgram> all, List<PortOption> others) {
    private static final ServerPrograms OF_A_WORKSPACE =
            new ServerPrograms(List.of(ApiProgram.SERVER, SidecarProgram.SERVER, IdentityProgram.SERVER), List.of());
    private static final ServerPrograms OF_A_PLATFORM = new ServerPrograms(
            List.of(TenantsProgram.SERVER, MembersProgram.SERVER, PlatformIdentityProgram.SERVER),
            List.of(TenantsProgram.ROUTER));

    public ServerPrograms {
        all = List.copyOf(all);
        others = List.copyOf(others);
    }

    public static ServerPrograms of(WorkspaceKind kind) {
        return switch (kind) {
            case WORKSPACE -> OF_A_WORKSPACE;
            case PLATFORM -> OF_A_PLATFORM;
        };
    }

    /// The servers in the order of their start.
    public List<ServerProgram> inOrderOfStart() {
        return all.stream()
                .sorted(Comparator.comparingInt(ServerProgram::order))
                .toList();
    }

    /// The ports that people can choose.
    public List<PortOption> ports() {
        return Stream.concat(all.stream().map(ServerProgram::port), others.stream())
                .toList();
    }

    /// The names of the ports for metrics.
    public List<String> metricsPorts() {
        return ports().stream()
                .filter(PortOption::hasMetrics)
                .map(PortOption::metricsName)
                .toList();
    }
}
