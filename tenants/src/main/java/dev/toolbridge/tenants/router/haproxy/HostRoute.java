package dev.toolbridge.tenants.router.haproxy;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The way from a host to the backends of its processes.
///
/// @param loopbackPort a port on which loopback names reach the host too
/// @param backends the number of the backend of each process
public record HostRoute(HostName host, OptionalInt loopbackPort, boolean isOpen, Map<String, Integer> backends) {
    private static final Pattern PROCESS = Pattern.compile("[a-z][a-z0-9-]{0,38}");

    public HostRoute {
        backends = Map.copyOf(backends);
        backends.keySet().forEach(HostRoute::requireProcess);
    }

    /// Checks the name of a process.
    ///
    /// @throws IllegalArgumentException if a process cannot have this name
    public static void requireProcess(String name) {
        if (!PROCESS.matcher(name).matches()) {
            throw new IllegalArgumentException("a process is named by 1 to 39 of a-z, 0-9 and -, a letter first");
        }
    }
}
