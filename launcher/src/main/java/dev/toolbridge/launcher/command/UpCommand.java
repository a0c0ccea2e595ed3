package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.option.KindOption;
import dev.toolbridge.launcher.program.Installation;
import dev.toolbridge.launcher.run.AskedPorts;
import dev.toolbridge.launcher.run.ExternalDatabase;
import dev.toolbridge.launcher.run.PlatformNeeds;
import dev.toolbridge.launcher.run.StopSignal;
import dev.toolbridge.launcher.run.UpMode;
import dev.toolbridge.launcher.run.UpRequest;
import dev.toolbridge.launcher.run.WorkspaceStart;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts a workspace, or finds it running.
@Command(
        name = "up",
        description = {
            "Starts a workspace: PostgreSQL, a login page, the API and the MCP sidecar, each as a process of its own.",
            "With --tenants it starts a control plane instead, which makes tenants and runs them.",
            "Set DATABASE_URL to the owner of a database of yours to work on that instead of an embedded one."
        })
final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KindOption data;

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--background", hidden = true)
    private boolean background;

    private final Installation installation;
    private final StopSignal signal;

    private UpCommand(Installation installation, StopSignal signal) {
        this.installation = installation;
        this.signal = signal;
    }

    /// The command with an option for the port of each server.
    static CommandLine line(Installation installation, StopSignal signal) {
        var line = new CommandLine(new UpCommand(installation, signal));
        PortOptions.addTo(line.getCommandSpec());
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        AskedPorts ports = PortOptions.of(spec, data.kind());
        var request = new UpRequest(installation, data.workspace(), ports, ExternalDatabase.fromEnvironment());
        ports.requireDistinct();
        if (data.kind() == WorkspaceKind.PLATFORM) {
            new PlatformNeeds(request).check();
        }
        request.workspace().create(data.kind());
        return new WorkspaceStart(request, mode(), signal).start();
    }

    private UpMode mode() {
        if (background) {
            return UpMode.BACKGROUND;
        }
        return detach ? UpMode.DETACHED : UpMode.FOREGROUND;
    }
}
