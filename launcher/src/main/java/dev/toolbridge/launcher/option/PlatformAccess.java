package dev.toolbridge.launcher.option;

import dev.toolbridge.launcher.admin.ControlPlane;
import dev.toolbridge.launcher.admin.IdentitySwitches;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.IdentityProgram;
import dev.toolbridge.launcher.program.TenantsProgram;
import dev.toolbridge.launcher.run.DevelopmentToken;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import dev.toolbridge.service.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A platform that runs on this machine, as its owner uses it.
public record PlatformAccess(Workspace workspace, Ports ports) {
    private static final Duration CALL = Duration.ofMinutes(15);

    /// The platform whose folder that is.
    ///
    /// @throws LaunchFailure if none runs there
    public static PlatformAccess to(Workspace workspace) {
        return find(workspace)
                .orElseThrow(() -> new LaunchFailure("no platform of tenants runs in " + workspace.folder()
                        + ": start it with `up --tenants`, or name another with --data"));
    }

    /// The same, if one runs there.
    public static Optional<PlatformAccess> find(Workspace workspace) {
        if (!workspace.exists()) {
            return Optional.empty();
        }
        return workspace
                .require(WorkspaceKind.PLATFORM)
                .state()
                .read()
                .filter(WorkspaceState::isAlive)
                .map(state -> new PlatformAccess(workspace, state.ports()));
    }

    public URI address() {
        return URI.create(TenantsProgram.SERVER.url(ports));
    }

    /// The control plane for the user who is an operator here.
    public ControlPlane controlPlane() {
        return new ControlPlane(address(), new Secret(operatorToken(DevelopmentToken.USER, CALL)));
    }

    /// A token for the control plane.
    public String operatorToken(String user, Duration life) {
        return identity().token(DevelopmentToken.idOf(user), List.of(TenantsProgram.AUDIENCE), Optional.empty(), life);
    }

    /// The identity provider of the platform, whose owner may give out tokens.
    public IdentitySwitches identity() {
        return new IdentitySwitches(
                URI.create(IdentityProgram.SERVER.url(ports)),
                workspace.secrets().reveal(SecretFile.LOGIN));
    }
}
