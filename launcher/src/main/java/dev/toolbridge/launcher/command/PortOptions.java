package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.PortOption;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.run.AskedPorts;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options for the ports of the servers, one for each server of any kind of workspace.
final class PortOptions {

    private PortOptions() {}

    /// Adds the options to a command.
    static void addTo(CommandSpec command) {
        all().forEach(port -> command.addOption(option(port)));
    }

    private static Stream<PortOption> all() {
        return Stream.of(WorkspaceKind.values())
                .flatMap(kind -> ServerPrograms.of(kind).ports().stream())
                .distinct();
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
    ///
    /// @throws LaunchFailure for the port of a server that the kind of workspace does not have
    static AskedPorts of(CommandSpec command, WorkspaceKind kind) {
        List<PortOption> ports = ServerPrograms.of(kind).ports();
        all().filter(port -> !ports.contains(port)).forEach(port -> refuse(command, port));
        var asked = new LinkedHashMap<PortOption, Integer>();
        ports.forEach(port -> {
            Integer number = command.findOption(port.option()).getValue();
            Optional.ofNullable(number).ifPresent(chosen -> asked.put(port, chosen));
        });
        return new AskedPorts(asked);
    }

    private static void refuse(CommandSpec command, PortOption port) {
        if (command.commandLine().getParseResult().hasMatchedOption(port.option())) {
            throw new LaunchFailure(port.option() + " is the port of " + port.owner() + ", which is not started "
                    + (port.isKept() ? "without" : "with") + " --tenants");
        }
    }
}
