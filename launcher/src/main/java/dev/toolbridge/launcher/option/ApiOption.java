package dev.toolbridge.launcher.option;

import dev.toolbridge.launcher.admin.WorkspaceApi;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.ApiProgram;
import dev.toolbridge.launcher.run.DevelopmentToken;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import dev.toolbridge.service.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The choice of a running workspace, and of the user who asks its API.
public final class ApiOption {
    private static final Duration CALL = Duration.ofMinutes(5);

    @Mixin
    private WorkspaceOption data;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = DevelopmentToken.USER,
            description = "User whose workspace it is: the name or e-mail address to log in with (default: dev).")
    private String user;

    /// The API of that workspace, for that user.
    ///
    /// @throws LaunchFailure if the workspace does not run
    public WorkspaceApi api() {
        Workspace workspace = data.existing();
        WorkspaceState state = workspace
                .state()
                .read()
                .filter(WorkspaceState::isAlive)
                .orElseThrow(() -> new LaunchFailure("nothing runs in " + workspace.folder() + ": start it with `up`"));
        String token = new DevelopmentToken(user, DevelopmentToken.defaultTenant(), Set.of(), CALL).sign(workspace);
        return new WorkspaceApi(URI.create(ApiProgram.SERVER.url(state.ports())), new Secret(token));
    }
}
