package dev.toolbridge.launcher;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Starts a workspace, or finds it running.
@Command(
        name = "up",
        description = {
            "Starts a workspace: PostgreSQL, a login page, the API and the MCP sidecar, each as a process of its own.",
            "Set DATABASE_URL to the owner of a database of yours to work on that instead of an embedded one."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin
    private WorkspaceOption data;

    @Option(
            names = "--api-port",
            paramLabel = "N",
            defaultValue = "8081",
            converter = PortConverter.class,
            description = "Port of the API, 0 for any free one (default: 8081).")
    private int apiPort;

    @Option(
            names = "--mcp-port",
            paramLabel = "N",
            defaultValue = "8001",
            converter = PortConverter.class,
            description = "Port of the MCP sidecar, 0 for any free one (default: 8001).")
    private int mcpPort;

    @Option(
            names = "--identity-port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "Port of the identity provider, 0 for any free one (default: that of before, at first 8085).")
    private Integer identityPort;

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--background", hidden = true)
    private boolean background;

    private final Installation installation;
    private final StopSignal signal;

    UpCommand(Installation installation, StopSignal signal) {
        this.installation = installation;
        this.signal = signal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var request = new UpRequest(
                installation,
                data.workspace(),
                apiPort,
                mcpPort,
                Optional.ofNullable(identityPort),
                ExternalDatabase.fromEnvironment());
        request.requireDistinctPorts();
        request.workspace().create();
        return new WorkspaceStart(request, mode(), signal).start();
    }

    private UpMode mode() {
        if (background) {
            return UpMode.BACKGROUND;
        }
        return detach ? UpMode.DETACHED : UpMode.FOREGROUND;
    }
}
