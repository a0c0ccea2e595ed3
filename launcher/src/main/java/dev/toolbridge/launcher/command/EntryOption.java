package dev.toolbridge.launcher.command;

import dev.toolbridge.connect.bridge.McpAddress;
import dev.toolbridge.connect.client.Client;
import dev.toolbridge.connect.client.Connection;
import dev.toolbridge.connect.client.ServerEntry;
import dev.toolbridge.connect.client.ServerEntry.TokenPlace;
import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.program.SidecarProgram;
import dev.toolbridge.launcher.run.DevelopmentToken;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.Workspace;
import dev.toolbridge.launcher.workspace.WorkspaceState;
import dev.toolbridge.service.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The server that a client is to know, and the place of its token.
final class EntryOption {
    private static final Duration LIFE_IN_FILES = Duration.ofDays(30);

    @Mixin
    private WorkspaceOption data;

    @Option(names = "--url", paramLabel = "URL", description = "Address of the MCP server (default: this machine's).")
    private String url;

    @Option(
            names = "--token-in",
            paramLabel = "PLACE",
            defaultValue = "env",
            description =
                    "Place of the token: env (the default), file (the settings themselves, which only you may then"
                            + " read), login (none: the client opens the browser).")
    private TokenPlace place;

    @Option(
            names = "--bind",
            paramLabel = "PROJECT",
            description = "Lets the client work in this project only, named by its slug, number or id.")
    private String project;

    /// The server for a client.
    ServerEntry server(Connection connection, Path root) {
        String query = Optional.ofNullable(project).map(McpAddress::inProject).orElse("");
        return new ServerEntry(connection.name(), address(), place, secret(), bridge(root)).at(query);
    }

    private String address() {
        if (url == null) {
            return local();
        }
        URI uri = McpAddress.of(url, false);
        if (uri.getRawQuery() != null) {
            throw new LaunchFailure("--url names the server only; tools are narrowed in the client's settings");
        }
        return uri.toString().replaceFirst("/?(/bearer)?(/mcp)?/*$", "");
    }

    /// The address of the workspace of this machine; a stopped one has the usual port at its next start.
    private String local() {
        return data.workspace()
                .state()
                .read()
                .filter(WorkspaceState::isAlive)
                .map(state -> SidecarProgram.SERVER.url(state.ports()))
                .orElseGet(() -> Ports.url(SidecarProgram.SERVER.port().usual()));
    }

    private Optional<Secret> secret() {
        if (place != TokenPlace.FILE) {
            return Optional.empty();
        }
        Optional<String> given = Optional.ofNullable(System.getenv(ServerEntry.VARIABLE))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        if (given.isEmpty() && url != null) {
            throw new LaunchFailure("the token for " + url + " is taken from " + ServerEntry.VARIABLE + ": set it");
        }
        return Optional.of(new Secret(given.orElseGet(this::developmentToken)));
    }

    private String developmentToken() {
        return new DevelopmentToken(DevelopmentToken.USER, DevelopmentToken.defaultTenant(), Set.of(), LIFE_IN_FILES)
                .sign(data.existing());
    }

    /// The bridge finds the workspace of this machine itself; a login needs an address.
    private List<String> bridge(Path root) {
        Workspace workspace = data.workspace();
        var words = new ArrayList<>(List.of(root.resolve("toolbridge").toString(), "mcp"));
        if (url != null || place == TokenPlace.LOGIN) {
            words.addAll(List.of("--url", address()));
        } else if (data.isChosen()) {
            words.addAll(List.of("--data", workspace.folder().toString()));
        }
        if (project != null) {
            words.addAll(List.of("--project", project));
        }
        return words;
    }

    /// The step that remains for the person.
    String nextStep(Client client, ServerEntry server) {
        boolean isAsked = client == Client.VSCODE || client == Client.CLAUDE_DESKTOP;
        if (place == TokenPlace.LOGIN) {
            return client.title() + " opens the browser for the login when it first connects.";
        }
        if (place == TokenPlace.FILE) {
            return "The token stands in the file, which only you may read. Start " + client.title() + " again.";
        }
        if (!isAsked) {
            return ConnectCommand.variableStep(place);
        }
        return client == Client.VSCODE
                ? "VS Code asks for the token, which `toolbridge token` prints, when it first connects."
                : "Start " + client.title() + " again.";
    }
}
