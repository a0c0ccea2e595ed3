package dev.toolbridge.tests.container;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import dev.toolbridge.tests.wire.Tokens;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// What one tenant's container runs: supervisord with both programs, on a migrated database of its own.
///
/// @param laidOut the folder it runs from
/// @param environment what it was started with
/// @param first the container's first process
record RunningContainer(LaidOut laidOut, Map<String, String> environment, Launched first) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(90);

    RunningContainer {
        environment = Map.copyOf(environment);
    }

    /// Starts it and waits until both programs are ready.
    static RunningContainer start(TenantDatabase database) {
        var laidOut = LaidOut.copy();
        Launched.output(laidOut.program("toolbridge-migrate"), database.environment());
        var container = start(laidOut, environment(laidOut, database));
        Await.until(START_MAX, () -> isReady(container.api()) && isReady(container.sidecar()), container::output);
        return container;
    }

    /// Starts it with whatever is in the environment.
    static RunningContainer start(LaidOut laidOut, Map<String, String> environment) {
        return new RunningContainer(
                laidOut, environment, Launched.start(laidOut.program("toolbridge-container"), environment));
    }

    static Map<String, String> environment(LaidOut laidOut, TenantDatabase database) {
        var supervisor = DebianTool.required("supervisord", "supervisor", "python3-pkg-resources");
        var environment = new HashMap<>(database.environment());
        environment.put("PATH", supervisor.folder() + ":/usr/bin:/bin");
        supervisor.python().ifPresent(modules -> environment.put("PYTHONPATH", modules.toString()));
        environment.put("TOOLBRIDGE_RUN", laidOut.run().toString());
        environment.put("ENV", "dev");
        environment.put("JWT_HS256_SECRET", UUID.randomUUID().toString());
        environment.put("HTTP_ADDR", "127.0.0.1:" + Ports.free());
        environment.put("METRICS_ADDR", "127.0.0.1:" + Ports.free());
        environment.put("TOOLBRIDGE_HOST", "127.0.0.1");
        environment.put("TOOLBRIDGE_PORT", Integer.toString(Ports.free()));
        int sidecarMetrics = Ports.free();
        environment.put("TOOLBRIDGE_METRICS_ADDR", "127.0.0.1:" + sidecarMetrics);
        environment.put("METRICS_APPEND_URL", "http://127.0.0.1:" + sidecarMetrics + "/metrics");
        return environment;
    }

    Server api() {
        return server(environment.get("HTTP_ADDR"));
    }

    Server sidecar() {
        return server(":" + environment.get("TOOLBRIDGE_PORT"));
    }

    Server metrics() {
        return server(environment.get("METRICS_ADDR"));
    }

    Tokens tokens() {
        return new Tokens(environment.get("JWT_HS256_SECRET"));
    }

    /// Asks supervisord through its control socket.
    String control(String... arguments) {
        Path program = DebianTool.required("supervisorctl", "supervisor", "python3-pkg-resources")
                .program();
        var command = new String[arguments.length + 2];
        command[0] = "-c";
        command[1] = laidOut.home().resolve("etc/supervisord.conf").toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        var settings = new HashMap<>(environment);
        settings.put("TOOLBRIDGE_LOG_PIPE", "unused");
        return Launched.output(program, settings, command).strip();
    }

    ProcessHandle process(String program) {
        return ProcessHandle.of(Long.parseLong(control("pid", program))).orElseThrow();
    }

    String output() {
        return first.output();
    }

    /// Whether a server says that it can serve; one that cannot be reached does not.
    static boolean isReady(Server server) {
        return answers(server, "/readyz");
    }

    static boolean answers(Server server, String path) {
        try {
            return server.send(Call.of("GET", path)).status() == 200;
        } catch (UncheckedIOException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        first.close();
        laidOut.close();
    }

    private static Server server(String address) {
        return Server.onPort(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    }
}
