package dev.toolbridge.launcher.workspace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The ports of the servers of a workspace, by name.
///
/// @param numbers all ports
public record Ports(@JsonValue Map<String, Integer> numbers) {
    /// The name of the first port of a platform's tenants.
    public static final String BLOCK = "block";

    private static final int ANY = 0;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Ports {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /// Chooses free ports, a different one for each server.
    ///
    /// @param asked the ports requested by `--NAME-port`, 0 for any
    /// @param settled the ports that were chosen already
    /// @param internal the names of ports without an option
    public static Ports choose(Map<String, Integer> asked, Map<String, Integer> settled, List<String> internal) {
        var chosen = new LinkedHashMap<String, Integer>();
        var reserved = new HashSet<>(settled.values());
        asked.forEach((name, port) -> chosen.put(name, choose(name, port, reserved)));
        chosen.putAll(settled);
        internal.forEach(name -> chosen.put(name, choose(name, ANY, reserved)));
        return new Ports(chosen);
    }

    private static int choose(String name, int asked, Set<Integer> reserved) {
        String option = "--" + name + "-port";
        int port = asked == ANY ? LoopbackPort.anyBut(reserved) : LoopbackPort.requireFree(asked, option);
        if (!reserved.add(port)) {
            throw new LaunchFailure(option + " " + port + " is the port of another server of this workspace: choose"
                    + " another, each server needs one of its own");
        }
        return port;
    }

    /// The port of this name; 0 for a name that was not known when the ports were chosen.
    public int of(String name) {
        return numbers.getOrDefault(name, 0);
    }

    /// The ports without their names, and those of tenants.
    public Set<Integer> all() {
        var all = new HashSet<>(numbers.values());
        Optional.ofNullable(numbers.get(BLOCK)).map(PortBlock::all).ifPresent(all::addAll);
        return Set.copyOf(all);
    }

    public String url(String name) {
        return url(of(name));
    }

    /// The address of a server at this port, running or not.
    public static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
