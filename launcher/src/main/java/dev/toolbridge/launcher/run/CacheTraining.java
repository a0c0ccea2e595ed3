package dev.toolbridge.launcher.run;

import dev.toolbridge.launcher.process.Command;
import dev.toolbridge.launcher.process.HttpProbe;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.LoopbackPort;
import dev.toolbridge.launcher.program.IdentityProgram;
import dev.toolbridge.launcher.program.Program;
import dev.toolbridge.launcher.program.ProgramSettings;
import dev.toolbridge.launcher.program.ServerProgram;
import dev.toolbridge.launcher.program.ServerPrograms;
import dev.toolbridge.launcher.program.TrainedCache;
import dev.toolbridge.launcher.program.WorkspaceSettings;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.WorkspaceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes the ahead-of-time caches that are missing or stale, while the workspace runs: one after the other, with the
/// lowest priority. A copy of each program starts at ports of its own, answers a few requests that store nothing, and
/// writes its cache when it ends. The next start uses the caches; one that failed is tried again then.
final class CacheTraining implements AutoCloseable {
    /// The people who start a workspace use it first.
    private static final Duration DELAY = Duration.ofSeconds(10);

    private static final Duration READY_MAX = Duration.ofSeconds(90);
    private static final Duration END_MAX = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final List<String> LOW_PRIORITY = List.of("/usr/bin/env", "nice", "-n", "19");
    private static final List<String> PATHS = List.of("/health", "/openapi.json", "/v1/notes", "/mcp", "/metrics");

    private final RunPlan plan;
    private final Path log;
    private final Thread thread;

    private CacheTraining(RunPlan plan) {
        this.plan = plan;
        this.log = plan.workspace().log("training");
        this.thread = Thread.ofVirtual().name("training").unstarted(this::run);
    }

    /// Begins soon. Tests run on one build, each for a few seconds: they make no caches.
    static CacheTraining start(RunPlan plan) {
        var training = new CacheTraining(plan);
        if (plan.workspace().kind() == WorkspaceKind.WORKSPACE && System.getenv("TOOLBRIDGE_BUILT") == null) {
            training.thread.start();
        }
        return training;
    }

    /// Ends the program that is trained, without a cache.
    @Override
    public void close() {
        thread.interrupt();
    }

    /// A run of a program that makes its cache.
    private interface Run {
        Process start() throws IOException, InterruptedException;
    }

    private void run() {
        try {
            Thread.sleep(DELAY);
            train(Program.LAUNCHER, () -> started(Program.LAUNCHER, System.getenv(), "status"));
            train(
                    Program.MIGRATE,
                    () -> started(
                            Program.MIGRATE,
                            ProgramSettings.environment(
                                    ProgramSettings.allRoles(plan.workspace().secrets()))));
            for (ServerProgram server :
                    ServerPrograms.of(WorkspaceKind.WORKSPACE).inOrderOfStart()) {
                train(server.program(), () -> served(server));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void train(Program program, Run run) throws InterruptedException {
        TrainedCache cache = plan.installation()
                .cache(program)
                .filter(present -> !present.fits())
                .orElse(null);
        if (cache == null) {
            return;
        }
        try {
            String made = cache.fingerprint();
            Process process = run.start();
            try {
                if (process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
                    cache.take(made);
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                cache.drop();
                removeData();
            }
        } catch (IOException | UncheckedIOException | LaunchFailure failed) {
            Terminal.say("  the cache of " + cache.name() + " could not be made (see " + log + ")");
        }
    }

    private Process served(ServerProgram server) throws IOException, InterruptedException {
        Ports ports = ports(server);
        Path data = Files.createDirectories(data());
        Process process = started(server.program(), ProgramSettings.environment(settings(server, ports, data)));
        try {
            awaitReady(process, server.readiness(ports));
            PATHS.forEach(path -> new HttpProbe(URI.create(server.url(ports) + path)).isReady());
            process.destroy();
            return process;
        } catch (InterruptedException | RuntimeException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    /// The workspace's own settings at other ports; people and tokens of the identity provider stay out of it.
    private Map<String, String> settings(ServerProgram server, Ports ports, Path data) {
        Path release = plan.installation().release();
        var settings = new HashMap<>(server.settings().apply(new WorkspaceSettings(ports, plan.workspace(), release)));
        if (server.equals(IdentityProgram.SERVER)) {
            settings.put("IDENTITY_DATA", data.toString());
        }
        return settings;
    }

    /// The folder of a login page that is trained.
    private Path data() {
        return plan.workspace().folder().resolve("training");
    }

    private void removeData() throws IOException {
        if (Files.exists(data())) {
            try (Stream<Path> files = Files.walk(data())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Ports ports(ServerProgram server) {
        var numbers = new HashMap<>(plan.ports().numbers());
        var taken = new HashSet<>(plan.ports().all());
        for (String name : List.of(server.port().name(), server.port().metricsName())) {
            int port = LoopbackPort.anyBut(taken);
            taken.add(port);
            numbers.put(name, port);
        }
        return new Ports(numbers);
    }

    private Process started(Program program, Map<String, String> environment, String... arguments) {
        var words = new ArrayList<>(LOW_PRIORITY);
        words.addAll(plan.installation().trainingLine(program));
        words.addAll(List.of(arguments));
        return new Command(words, environment).start(log);
    }

    private static void awaitReady(Process process, URI readiness) throws InterruptedException {
        Instant deadline = Instant.now().plus(READY_MAX);
        var probe = new HttpProbe(readiness);
        while (!probe.isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new LaunchFailure("it was not ready: " + probe.lastAnswer());
            }
            Thread.sleep(PAUSE);
        }
    }
}
