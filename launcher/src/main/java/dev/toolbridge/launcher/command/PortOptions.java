package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.program.PortOption;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.run.AskedPorts;
import java.util.LinkedHashMap;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options for the ports of the servers, one for each server.
final class PortOptions {

    private PortOptions() {}

    /// Adds the options to a command.
    static void addTo(CommandSpec command) {
        ServerPrograms.ALL.forEach(server -> command.addOption(option(server.port())));
    }

    private static OptionSpec option(PortOption port) {
        var option = OptionSpec.builder(port.option())
                .paramLabel("N")
                .type(Integer.class)
                .converters(new PortConverter())
                .description(port.description());
        port.fallback().ifPresent(usual -> option.defaultValue(Integer.toString(usual)));
        return option.build();
    }

    /// Reads the options from a command whose line was parsed.
    static AskedPorts of(CommandSpec command) {
        var asked = new LinkedHashMap<PortOption, Integer>();
        ServerPrograms.ALL.forEach(server -> {
            Integer port = command.findOption(server.port().option()).getValue();
            Optional.ofNullable(port).ifPresent(number -> asked.put(server.port(), number));
        });
        return new AskedPorts(asked);
    }
}
