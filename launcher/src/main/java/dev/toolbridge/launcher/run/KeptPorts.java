package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.program.IdentityProgram;
import dev.toolbridge.launcher.program.PortOption;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.workspace.IdentityPort;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Chooses the ports that a workspace keeps from its first start on.
record KeptPorts(Workspace workspace, AskedPorts asked) {

    /// The ports by name.
    Map<String, Integer> choose() {
        var settled = new LinkedHashMap<>(Map.of(IdentityProgram.SERVER.port().name(), identity()));
        if (workspace.kind() == WorkspaceKind.PLATFORM) {
            choosePlatform(settled);
        }
        return settled;
    }

    private void choosePlatform(Map<String, Integer> settled) {
        int block = workspace.portBlock().choose();
        settled.put(Ports.BLOCK, block);
        Set<Integer> reserved = new Ports(settled).all();
        var options = new LinkedHashMap<>(Map.of(
                IdentityProgram.SERVER.port().option(),
                settled.get(IdentityProgram.SERVER.port().name())));
        for (PortOption port : ServerPrograms.of(workspace.kind()).ports()) {
            if (port.isKept() && !settled.containsKey(port.name())) {
                int chosen = workspace.keptPort(port.name(), port.words()).choose(asked.of(port), options, reserved);
                settled.put(port.name(), chosen);
                options.put(port.option(), chosen);
            }
        }
    }

    /// The port of the login page; a person who expects the usual one is told the actual one.
    private int identity() {
        boolean isExpectedAtTheUsual =
                !workspace.identityPort().isKnown() && asked.identity().isEmpty();
        int port = workspace.identityPort().choose(asked.identity(), asked.others());
        if (isExpectedAtTheUsual && port != IdentityPort.USUAL) {
            Terminal.say(
                    "  identity  port " + IdentityPort.USUAL + " is in use by another program: the login page of this"
                            + " workspace is at port " + port + " from now on");
        }
        return port;
    }
}
