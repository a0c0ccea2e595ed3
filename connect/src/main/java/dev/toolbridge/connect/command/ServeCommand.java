package dev.toolbridge.connect.command;

import dev.toolbridge.connect.api.ApiRefusal;
import dev.toolbridge.connect.bridge.BridgeConfig;
import dev.toolbridge.connect.bridge.BridgeCredential;
import dev.toolbridge.connect.bridge.McpAddress;
import dev.toolbridge.connect.bridge.RemoteTarget;
import dev.toolbridge.connect.bridge.StdioBridge;
import dev.toolbridge.connect.client.ClientMachine;
import dev.toolbridge.connect.home.AssistantConfig;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.connect.terminal.CommandScreen;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The MCP server of a folder's project on standard input and output.
@Command(
        name = "serve",
        description =
                "Is an MCP server on standard input and output, for assistants that start a program. Memories are those"
                        + " of this machine, fb_sync exchanges them; all else is passed on to the project.")
final class ServeCommand implements Runnable {
    @Option(names = "--folder", paramLabel = "FOLDER", description = "The folder of the project (default: this one).")
    private Path folder;

    private final Desk desk;

    ServeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Desk own = own();
        URI server = server(own);
        ProjectLink link = ProjectLink.open(own);
        var watch = new FolderWatch(new FolderSync(own, link, EnvironmentOption.of("development"), true, false));
        var ended = new CountDownLatch(own.config().isAutomatic() ? 1 : 0);
        if (own.config().isAutomatic()) {
            Thread.ofVirtual().name("watch").start(() -> watch(own, watch, ended));
        }
        URI address = McpAddress.narrowed(
                McpAddress.of(server.toString(), true),
                "?" + McpAddress.inProject(link.place().project()));
        var config = new BridgeConfig(new RemoteTarget(address), new ProjectKey(link), Map.of());
        carry(new StdioBridge(
                config,
                new ProjectTools(own, link, watch::wake),
                new BufferedInputStream(desk.screen().in()),
                desk.screen().out()));
        WatchCommand.stop(watch, ended);
    }

    /// The address of the MCP server.
    ///
    /// @throws CommandFailure if the settings do not name it
    static URI server(Desk desk) {
        return AssistantConfig.read(desk.home())
                .url()
                .orElseThrow(() -> new CommandFailure("the address of the MCP server is not known: run `fbc mcp setup"
                        + " --url URL`, or set url in [mcp] of " + desk.home().config()));
    }

    /// A client takes every line of the output for a message: what is for people goes beside it.
    private Desk own() {
        CommandScreen screen = desk.screen();
        ClientMachine machine = desk.machine();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new CommandFailure(folder + " is no folder");
        }
        Path current = folder == null ? machine.current() : machine.current().resolve(folder);
        return new Desk(
                new ClientMachine(machine.system(), machine.environment(), machine.home(), current),
                new CommandScreen(screen.in(), screen.err(), screen.err(), false),
                desk.endings());
    }

    private static void carry(StdioBridge bridge) {
        try {
            bridge.run();
        } catch (IOException closed) {
            throw new CommandFailure("the client closed its end", closed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted", stopped);
        }
    }

    private static void watch(Desk desk, FolderWatch watch, CountDownLatch ended) {
        try {
            watch.run();
        } catch (ApiRefusal refusal) {
            desk.screen().remark(refusal.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /// The project's key, as the API is called with it.
    private record ProjectKey(ProjectLink link) implements BridgeCredential {
        @Override
        public String token(Duration patience) {
            return link.api().key().reveal();
        }

        @Override
        public boolean renew(String refused) {
            return false;
        }

        @Override
        public String remedy() {
            return "run `fbc login`, and start this client again";
        }
    }
}
