package dev.toolbridge.launcher.program;

import java.util.Comparator;
import java.util.List;

/// The servers of a workspace.
public final class ServerPrograms {

    /// The servers in the order in which people read of them.
    public static final List<ServerProgram> ALL =
            List.of(ApiProgram.SERVER, SidecarProgram.SERVER, IdentityProgram.SERVER);

    private ServerPrograms() {}

    /// The servers in the order of their start.
    public static List<ServerProgram> inOrderOfStart() {
        return ALL.stream()
                .sorted(Comparator.comparingInt(ServerProgram::order))
                .toList();
    }

    /// The names of the ports for metrics.
    public static List<String> metricsPorts() {
        return ALL.stream()
                .map(ServerProgram::port)
                .filter(PortOption::hasMetrics)
                .map(PortOption::metricsName)
                .toList();
    }
}
