package dev.toolbridge.tests.container;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import dev.toolbridge.tests.wire.Tokens;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// One tenant's container: supervisord with both programs, on a migrated database of its own.
///
/// @param laidOut the folder that it runs from
/// @param environment the variables of its start
/// @param first the container's first process
record RunningContainer(LaidOut laidOut, Map<String, String> environment, Program first) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final String REQUESTS_MAX = "1000000";

    /// The processes of the servers in a container.
    record Processes(ProcessHandle api, ProcessHandle sidecar) {}

    RunningContainer {
        environment = Map.copyOf(environment);
    }

    /// Starts it and waits until both programs are ready.
    static RunningContainer start(TenantDatabase database) {
        var container = begin(database);
        container.awaitReady();
        return container;
    }

    /// Starts it without a wait.
    static RunningContainer begin(TenantDatabase database) {
        var laidOut = LaidOut.open();
        var environment = environment(laidOut, database);
        laidOut.output("toolbridge-migrate", database.environment());
        return new RunningContainer(laidOut, environment, laidOut.start("toolbridge-container", environment));
    }

    static Map<String, String> environment(LaidOut laidOut, TenantDatabase database) {
        var environment = new HashMap<>(database.environment());
        environment.putAll(supervisor("supervisord").environment());
        environment.put("TOOLBRIDGE_RUN", laidOut.run().toString());
        environment.put("ENV", "dev");
        environment.put("RATE_LIMIT_PER_MINUTE", REQUESTS_MAX);
        environment.put("RATE_LIMIT_BURST", REQUESTS_MAX);
        environment.put("JWT_HS256_SECRET", UUID.randomUUID().toString());
        environment.put("HTTP_ADDR", "127.0.0.1:" + Ports.free());
        environment.put("METRICS_ADDR", "127.0.0.1:" + Ports.free());
        environment.put("TOOLBRIDGE_HOST", "127.0.0.1");
        environment.put("TOOLBRIDGE_PORT", Integer.toString(Ports.free()));
        environment.put("TOOLBRIDGE_METRICS_ADDR", "127.0.0.1:" + Ports.free());
        return environment;
    }

    void awaitReady() {
        Await.until(START_MAX, () -> !first.isAlive() || (isReady(sidecar()) && isReady(api())), this::output);
        if (!first.isAlive()) {
            throw new AssertionError("the container ended:\n" + output());
        }
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
        var settings = new HashMap<>(environment);
        settings.put("TOOLBRIDGE_LOG_PIPE", "unused");
        String file = ImageFolder.home().resolve("etc/supervisord.conf").toString();
        String[] words =
                Stream.concat(Stream.of("-c", file), Stream.of(arguments)).toArray(String[]::new);
        String program = supervisor("supervisorctl").program().toString();
        return LaidOut.outputOf(Program.start(LaidOut.withoutRights(program, words), settings))
                .strip();
    }

    /// The processes of both programs, as supervisord knows them.
    Processes processes() {
        var found = control("pid", "api", "mcp")
                .lines()
                .map(Long::parseLong)
                .map(ProcessHandle::of)
                .toList();
        return new Processes(found.getFirst().orElseThrow(), found.getLast().orElseThrow());
    }

    String output() {
        return first.output();
    }

    /// True if a server says that it is ready; false if it cannot be reached.
    static boolean isReady(Server server) {
        return answers(server, 200);
    }

    static boolean answers(Server server, int status) {
        try {
            return server.send(Call.of("GET", "/readyz")).status() == status;
        } catch (UncheckedIOException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        first.close();
        laidOut.close();
    }

    private static DebianTool supervisor(String program) {
        return DebianTool.required(program, "supervisor").in(ImageFolder.root());
    }

    private static Server server(String address) {
        return Server.onPort(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    }
}
