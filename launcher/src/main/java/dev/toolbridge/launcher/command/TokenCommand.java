package dev.toolbridge.launcher.command;

import dev.toolbridge.launcher.admin.ControlPlane;
import dev.toolbridge.launcher.option.KindOption;
import dev.toolbridge.launcher.option.LifeConverter;
import dev.toolbridge.launcher.option.PlatformAccess;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.run.DevelopmentToken;
import dev.toolbridge.launcher.run.Terminal;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints a development token, and nothing else.
@Command(
        name = "token",
        description = {
            "Prints a development token. Its user counts as a member of its tenant; no server needs to run.",
            "Of a running platform it is a token for the control plane, or with --tenant one for that tenant, whose"
                    + " administrator the user becomes."
        })
final class TokenCommand implements Runnable {
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    @Mixin
    private KindOption data;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = DevelopmentToken.USER,
            description = "User of the token: the name or e-mail address to log in with (default: dev).")
    private String user;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "Tenant of the token (default: that of the workspace).")
    private String tenant;

    @Option(
            names = "--scopes",
            paramLabel = "LIST",
            description = "Scopes that it grants, separated by commas or spaces (default: all that the user may do).")
    private String scopes;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            defaultValue = DevelopmentToken.USUAL_LIFE_HOURS + "h",
            converter = LifeConverter.class,
            description = "Its lifetime: 30s, 15m, 12h, 30d (default: " + DevelopmentToken.USUAL_LIFE_HOURS + "h).")
    private Duration life;

    @Override
    public void run() {
        Set<String> wanted =
                Optional.ofNullable(scopes).map(TokenCommand::named).orElse(Set.of());
        Workspace workspace = data.existing();
        if (workspace.kind() == WorkspaceKind.PLATFORM) {
            Terminal.say(ofPlatform(PlatformAccess.to(workspace), wanted));
            return;
        }
        Terminal.say(new DevelopmentToken(user, boundTo(), wanted, life).sign(workspace));
        if (workspace.state().read().filter(WorkspaceState::isAlive).isEmpty()) {
            Terminal.complain("nothing runs in " + workspace.folder() + ", and no other workspace accepts this token:"
                    + " start it with `up`, or name the one that runs with --data");
        }
    }

    private String boundTo() {
        return Optional.ofNullable(tenant).orElseGet(DevelopmentToken::defaultTenant);
    }

    /// A token for the control plane, or for a tenant, whose administrator the user becomes.
    private String ofPlatform(PlatformAccess platform, Set<String> wanted) {
        if (!wanted.isEmpty()) {
            throw new LaunchFailure(
                    "--scopes is for a workspace of one tenant: users of a platform get all their rights");
        }
        if (tenant == null) {
            return platform.operatorToken(user, life);
        }
        ControlPlane controlPlane = platform.controlPlane();
        String organization = controlPlane.tenant(tenant).path("id").asText();
        if (organization.isEmpty()) {
            throw new LaunchFailure("the tenant " + tenant + " has no organisation yet: wait until it is active");
        }
        List<String> audiences = controlPlane.audiences(tenant);
        String id = platform.identity().join(user, organization);
        return platform.identity().token(id, audiences, Optional.of(organization), life);
    }

    private static Set<String> named(String list) {
        Set<String> names =
                SEPARATOR.splitAsStream(list).filter(scope -> !scope.isEmpty()).collect(Collectors.toSet());
        if (names.isEmpty()) {
            throw new LaunchFailure(
                    "--scopes names no scope; without --scopes a token allows all that its user may do");
        }
        return names;
    }
}
