package dev.toolbridge.launcher;

import dev.toolbridge.launcher.command.ToolbridgeCommand;
import dev.toolbridge.launcher.process.HttpProbe;
import dev.toolbridge.launcher.run.PartHealth;
import dev.toolbridge.launcher.run.WorkspaceHealth;
import dev.toolbridge.launcher.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Workspaces in a home folder of their own, ended after the test.
public final class WorkspaceFixture implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
    private final List<Launch> launches = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path home;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        close();
    }

    /// Makes the home folder, for the tests of a class that share one.
    public void open() throws IOException {
        home = Files.createTempDirectory("toolbridge-home-");
        // One unpacked PostgreSQL serves all tests.
        environment.put(
                "XDG_CACHE_HOME",
                Path.of(System.getProperty("user.home"), ".cache").toString());
    }

    /// Ends what runs, and removes the folder.
    @Override
    public void close() throws IOException {
        try (var folders = Files.list(home)) {
            for (Path folder :
                    folders.filter(path -> new Workspace(path).exists()).toList()) {
                ToolbridgeCommand.run(new TestInstallation(), "down", "--data", folder.toString());
            }
        }
        launches.forEach(launch -> launch.process().destroyForcibly());
        try (var paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    public Path home() {
        return home;
    }

    public Workspace workspace(String name) {
        return new Workspace(home.resolve(name));
    }

    public void set(String key, String value) {
        environment.put(key, value);
    }

    /// Starts the launcher.
    public Launch launch(String... arguments) {
        var launch = Launch.of(home, environment, arguments);
        launches.add(launch);
        return launch;
    }

    /// Starts a workspace on ports of its own, and leaves it running.
    public Launch upDetached(String name) throws InterruptedException {
        return finished(up(name, "--detach"));
    }

    /// Starts a workspace on its own ports; the usual port of the login page stays free for others.
    public Launch up(String name, String... options) {
        var words = new ArrayList<>(List.of("--identity-port", "0"));
        words.addAll(Arrays.asList(options));
        return upAtUsualLogin(name, words.toArray(String[]::new));
    }

    /// Starts a workspace whose login page is at the usual port if that is free.
    public Launch upAtUsualLogin(String name, String... options) {
        var words = new ArrayList<>(
                List.of("up", "--data", workspace(name).folder().toString(), "--api-port", "0", "--mcp-port", "0"));
        words.addAll(Arrays.asList(options));
        return launch(words.toArray(String[]::new));
    }

    /// Starts a platform of tenants on its own ports.
    public Launch upTenants(String name, String... options) {
        var words = new ArrayList<>(
                List.of("up", "--tenants", "--data", workspace(name).folder().toString()));
        for (String server : List.of("identity", "members", "tenants", "router")) {
            words.addAll(List.of("--" + server + "-port", "0"));
        }
        words.addAll(Arrays.asList(options));
        return launch(words.toArray(String[]::new));
    }

    public Launch down(String name) throws InterruptedException {
        return finished(launch("down", "--data", workspace(name).folder().toString()));
    }

    public Launch status(String name) throws InterruptedException {
        return finished(
                launch("status", "--json", "--data", workspace(name).folder().toString()));
    }

    public void awaitReady(String name) throws Exception {
        Await.until("all parts are ready", () -> health(name).exitStatus() == 0);
    }

    /// Starts a workspace in the foreground, and waits until it is ready.
    public Launch upInForeground(String name) throws Exception {
        Launch up = up(name);
        Await.until("the screen is shown", () -> {
            if (!up.process().isAlive()) {
                throw new AssertionError("it ended: " + up.out() + up.err());
            }
            return up.linesSoFar().stream().anyMatch(line -> line.contains("ToolBridge is ready"));
        });
        return up;
    }

    /// The health that `status` shows, without the start of a program for it.
    public WorkspaceHealth health(String name) {
        return WorkspaceHealth.of(workspace(name));
    }

    /// One part, as `status` shows it.
    public PartHealth part(String name, String part) {
        return health(name).parts().stream()
                .filter(candidate -> candidate.name().equals(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("status shows no part " + part));
    }

    public ProcessHandle process(String name, String part) {
        return ProcessHandle.of(part(name, part).pid()).orElseThrow();
    }

    /// The environment that a server was started with.
    public String environmentOf(String name, String part) {
        URI environment = URI.create(part(name, part).address() + "/environment");
        return new HttpProbe(environment).answer().orElseThrow();
    }

    private static Launch finished(Launch launch) throws InterruptedException {
        launch.exitStatus();
        return launch;
    }
}
