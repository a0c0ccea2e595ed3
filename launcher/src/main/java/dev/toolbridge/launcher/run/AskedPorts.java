package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.IdentityProgram;
import dev.toolbridge.launcher.program.PortOption;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.workspace.Ports;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The ports that a command `up` asks for.
///
/// @param numbers the port of each option: 0 for any free port, no entry for the previous one
public record AskedPorts(Map<PortOption, Integer> numbers) {

    public AskedPorts {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /// Refuses one port for two servers, before anything is changed.
    public void requireDistinct() {
        var asked = new HashMap<Integer, String>();
        numbers.forEach((option, port) -> claim(asked, port, option.option()));
    }

    private static void claim(Map<Integer, String> asked, int port, String option) {
        String other = port == 0 ? null : asked.putIfAbsent(port, option);
        if (other != null) {
            throw new LaunchFailure(
                    other + " and " + option + " are both " + port + ": each server needs a port of its own");
        }
    }

    /// The requested port of the login page; empty for the previous one.
    Optional<Integer> identity() {
        return of(IdentityProgram.SERVER.port());
    }

    /// The options of the servers whose ports are chosen at each start, with the requested ports.
    Map<String, Integer> others() {
        return byText(PortOption::option);
    }

    /// The requested port of any server; empty for the previous one.
    Optional<Integer> of(PortOption port) {
        return Optional.ofNullable(numbers.get(port));
    }

    /// Chooses all ports of a workspace.
    ///
    /// @param settled those that are kept
    Ports choose(Map<String, Integer> settled, ServerPrograms servers) {
        return Ports.choose(byText(PortOption::name), settled, servers.metricsPorts());
    }

    private Map<String, Integer> byText(Function<PortOption, String> text) {
        var ports = new LinkedHashMap<String, Integer>();
        numbers.forEach((option, port) -> {
            if (!option.isKept()) {
                ports.put(text.apply(option), port);
            }
        });
        return ports;
    }

    boolean areThoseOf(Ports running) {
        return numbers.entrySet().stream()
                .allMatch(asked -> asked.getValue() == 0
                        || asked.getValue() == running.of(asked.getKey().name()));
    }

    /// The words of the command line that request the same ports.
    List<String> words() {
        return numbers.entrySet().stream()
                .map(asked -> asked.getKey().option() + "=" + asked.getValue())
                .toList();
    }
}
