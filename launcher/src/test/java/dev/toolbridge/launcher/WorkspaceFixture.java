package dev.toolbridge.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.launcher.process.HttpProbe;
import dev.toolbridge.launcher.workspace.Workspace;
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
public final class WorkspaceFixture implements BeforeEachCallback, AfterEachCallback {
    private final List<Launch> launches = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path home;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        home = Files.createTempDirectory("toolbridge-home-");
        // One unpacked PostgreSQL serves all tests.
        environment.put(
                "XDG_CACHE_HOME",
                Path.of(System.getProperty("user.home"), ".cache").toString());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try (var folders = Files.list(home)) {
            for (Path folder :
                    folders.filter(path -> new Workspace(path).exists()).toList()) {
                launch("down", "--data", folder.toString()).exitStatus();
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

    public Launch down(String name) throws InterruptedException {
        return finished(launch("down", "--data", workspace(name).folder().toString()));
    }

    public Launch status(String name) throws InterruptedException {
        return finished(
                launch("status", "--json", "--data", workspace(name).folder().toString()));
    }

    public void awaitReady(String name) throws Exception {
        Await.until("all parts are ready", () -> status(name).exitStatus() == 0);
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

    /// One part, as `status` shows it.
    public JsonNode part(String name, String part) throws Exception {
        for (JsonNode candidate : status(name).json().path("parts")) {
            if (candidate.path("name").asText().equals(part)) {
                return candidate;
            }
        }
        throw new AssertionError("status shows no part " + part);
    }

    public ProcessHandle process(String name, String part) throws Exception {
        return ProcessHandle.of(part(name, part).path("pid").asLong()).orElseThrow();
    }

    /// The environment that a server was started with.
    public String environmentOf(String name, String part) throws Exception {
        String url = part(name, part).path("address").asText();
        return new HttpProbe(URI.create(url + "/environment")).answer().orElseThrow();
    }

    private static Launch finished(Launch launch) throws InterruptedException {
        launch.exitStatus();
        return launch;
    }
}
