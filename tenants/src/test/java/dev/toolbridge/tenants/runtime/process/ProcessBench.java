package dev.toolbridge.tenants.runtime.process;

import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.Label;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.RuntimeCase;
import dev.toolbridge.tenants.runtime.Workload;
import dev.toolbridge.tenants.runtime.process.ProcessRuntimeConfig.Range;
import dev.toolbridge.tenants.runtime.process.supervisor.SupervisorFolder;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A process runtime in a folder of its own, with Debian's supervisord and a small server; all ends with the tests.
public final class ProcessBench implements RuntimeCase {
    static final Duration READY_MAX = Duration.ofSeconds(60);
    static final Duration STOP = Duration.ofSeconds(3);
    static final String PROGRAM = "bin/serve";
    private static final Path RELEASE = Checkout.file("tenants/src/test/resources/release");
    private static final int PORTS = 40;
    private static final int OUTPUT_BYTES_MAX = 64 * 1024;
    private static final int MEMORY_MB = 128;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Ends supervisord, and so all of its programs, when these tests have ended in any way.
    private static final String CLEAN_UP = """
            trap '' HUP INT TERM
            cat >/dev/null
            pid=$(cat "$1/run/supervisord.pid" 2>/dev/null) && kill "$pid"
            while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
            chmod -R u+rwx "$1"
            rm -rf "$1"
            """;

    private final Path root;
    private final ProcessRuntimeConfig config;
    private final ProcessRuntime runtime;
    private final Process cleaning;

    private ProcessBench(Path root, ProcessRuntimeConfig config, Process cleaning) {
        this.root = root;
        this.config = config;
        this.cleaning = cleaning;
        runtime = new ProcessRuntime(config);
    }

    /// A fresh one, with nothing running.
    public static ProcessBench open() {
        return open(firstPort());
    }

    static ProcessBench open(int firstPort) {
        var supervisord = DebianTool.required("supervisord", "supervisor");
        try {
            Path root = Files.createTempDirectory("tb-runtime-");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            Process cleaning = new ProcessBuilder("sh", "-c", CLEAN_UP, "watch", root.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Path release = Files.createDirectories(root.resolve("artefacts/sample/bin"));
            Path program = Files.copy(RELEASE.resolve(PROGRAM), release.resolve("serve"));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            var config = new ProcessRuntimeConfig(
                    new SupervisorFolder(root.resolve("run")),
                    supervisord.program(),
                    supervisord.environment(),
                    List.of(root.resolve("nowhere"), root.resolve("artefacts")),
                    new Range(firstPort, firstPort + PORTS - 1),
                    ProcessRuntimeConfig.USERS,
                    OUTPUT_BYTES_MAX,
                    ProcessRuntimeConfig.CONTROL_GROUPS);
            return new ProcessBench(root, config, cleaning);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The first of many ports that no other test takes at this time.
    private static int firstPort() {
        int first = Ports.free();
        for (int taken = 1; taken < PORTS; taken++) {
            Ports.free();
        }
        return first;
    }

    @Override
    public ProcessRuntime runtime() {
        return runtime;
    }

    ProcessRuntimeConfig config() {
        return config;
    }

    RuntimeFolder folder() {
        return new RuntimeFolder(config.folder());
    }

    Path artefacts() {
        return root.resolve("artefacts");
    }

    @Override
    public Workload server(Map<String, String> settings) {
        return workload(settings, List.of("http"), Optional.of("/health"));
    }

    @Override
    public Workload command(Map<String, String> settings) {
        return workload(settings, List.of(), Optional.empty());
    }

    private static Workload workload(Map<String, String> settings, List<String> ports, Optional<String> healthPath) {
        return new Workload("sample", List.of(PROGRAM), settings, Map.of(), ports, MEMORY_MB, healthPath, STOP);
    }

    static InstanceOrder order(UUID tenant, Workload workload) {
        return order(new InstanceName(tenant, "app", 1, "web", 0), workload);
    }

    static InstanceOrder order(InstanceName name, Workload workload) {
        return new InstanceOrder(name, new Label(name.tenant(), UUID.randomUUID(), UUID.randomUUID()), workload);
    }

    /// The instance, which must become ready.
    Observed ready(InstanceOrder order) {
        Ensured ensured = runtime.ensureInstance(order, READY_MAX);
        if (ensured instanceof Ensured.Ready ready) {
            return ready.instance();
        }
        throw new AssertionError("not ready: " + ensured);
    }

    /// Some instances, which become ready side by side.
    List<Observed> ready(List<InstanceOrder> orders) {
        List<Future<Observed>> started;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            started = orders.stream()
                    .map(order -> threads.submit(() -> ready(order)))
                    .toList();
        }
        return started.stream().map(Future::resultNow).toList();
    }

    /// The body of one of the server's pages.
    static String page(Observed instance, String path) {
        var address = instance.addresses().get("http");
        var uri = URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    ProcessHandle supervisord() {
        try {
            String pid = Files.readString(config.folder().root().resolve("supervisord.pid"));
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void awaitStarts() {
        awaitStarts(runtime);
    }

    /// Waits until all instances that are wanted have been started.
    static void awaitStarts(ProcessRuntime runtime) {
        Await.until(READY_MAX, runtime::ensureRunning, () -> "instances still wait for their start");
    }

    void killSupervisord() {
        ProcessHandle killed = supervisord();
        killed.destroyForcibly();
        awaitEnd(killed);
    }

    static void awaitEnd(ProcessHandle process) {
        Await.until(READY_MAX, () -> !process.isAlive(), () -> "process " + process.pid() + " does not end");
    }

    @Override
    public void close() {
        try {
            cleaning.getOutputStream().close();
            cleaning.waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
