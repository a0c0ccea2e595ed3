package dev.toolbridge.launcher.command;

import dev.toolbridge.connect.bridge.BridgeConfig;
import dev.toolbridge.connect.bridge.BridgeCredential;
import dev.toolbridge.connect.bridge.FixedToken;
import dev.toolbridge.connect.bridge.McpAddress;
import dev.toolbridge.connect.bridge.RemoteTarget;
import dev.toolbridge.connect.bridge.StdioBridge;
import dev.toolbridge.connect.bridge.Target;
import dev.toolbridge.connect.login.LoginToken;
import dev.toolbridge.connect.login.Logins;
import dev.toolbridge.launcher.option.WorkspaceOption;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.run.DevelopmentToken;
import dev.toolbridge.launcher.run.MintedToken;
import dev.toolbridge.launcher.run.WorkspaceTarget;
import dev.toolbridge.launcher.workspace.Workspace;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Carries messages between a client on standard input and output, and the MCP server.
@Command(
        name = "mcp",
        description = {
            "Is an MCP server on standard input and output, for clients that start a program: it carries every message"
                    + " to the workspace of this machine, or to the one at --url.",
            "The token is that of --token-file, else of TOOLBRIDGE_TOKEN, else made for the workspace of this"
                    + " machine, else of a login in the browser."
        })
final class McpCommand implements Runnable {
    private static final String VARIABLE = "TOOLBRIDGE_TOKEN";
    private static final String TENANT = "X-TB-Tenant-ID";

    @Mixin
    private WorkspaceOption data;

    @Option(names = "--url", paramLabel = "URL", description = "Address of the MCP server (default: this machine's).")
    private String url;

    @Option(names = "--tenant", paramLabel = "ID", description = "Tenant to work in, for users of several.")
    private String tenant;

    @Option(names = "--readonly", description = "Shows only the tools that change nothing.")
    private boolean isReadonly;

    @Option(
            names = "--entities",
            paramLabel = "LIST",
            description = "Shows only the tools of these types, such as notes,tasks.")
    private String entities;

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "Works in this project only, named by its slug, number or id.")
    private String project;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the token; only its owner may read it.")
    private Path tokenFile;

    @Override
    public void run() {
        var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        var out = new FileOutputStream(FileDescriptor.out);
        // A client takes every line of the standard output for a message.
        System.setOut(System.err);
        try {
            new StdioBridge(config(), in, out).run();
        } catch (IOException _) {
            throw new LaunchFailure("the client closed its end");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("interrupted", stopped);
        }
    }

    private BridgeConfig config() {
        String query = McpAddress.query(isReadonly, Optional.ofNullable(entities), Optional.ofNullable(project));
        Optional<BridgeCredential> given = given();
        if (url == null) {
            Workspace workspace = data.workspace();
            String own = Optional.ofNullable(tenant).orElseGet(DevelopmentToken::defaultTenant);
            BridgeCredential credential = given.orElseGet(() -> new MintedToken(workspace, own));
            return new BridgeConfig(new WorkspaceTarget(workspace, query), credential, headers());
        }
        URI address = McpAddress.of(url, given.isPresent());
        Target target = new RemoteTarget(McpAddress.narrowed(address, query));
        return new BridgeConfig(target, given.orElseGet(() -> new LoginToken(address, Logins.usual())), headers());
    }

    private Optional<BridgeCredential> given() {
        if (tokenFile != null) {
            return Optional.of(FixedToken.ofFile(tokenFile));
        }
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(text -> !text.isBlank())
                .map(text -> FixedToken.ofVariable(VARIABLE, text));
    }

    private Map<String, String> headers() {
        return Optional.ofNullable(tenant).map(id -> Map.of(TENANT, id)).orElseGet(Map::of);
    }
}
