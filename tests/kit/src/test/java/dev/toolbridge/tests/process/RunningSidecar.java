package dev.toolbridge.tests.process;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A sidecar in front of an API, as a process of its own.
///
/// @param server its address
/// @param environment the variables of its start
/// @param program the process
public record RunningSidecar(Server server, Map<String, String> environment, Program program) implements AutoCloseable {

    private static final String MAIN = "dev.toolbridge.mcp.Main";
    private static final Duration START_MAX = Duration.ofMinutes(3);

    public RunningSidecar {
        environment = Map.copyOf(environment);
    }

    /// Starts one on any free port.
    public static RunningSidecar before(RunningApi api) {
        return before(api, Map.of("JWT_HS256_SECRET", api.tokens().secret(), "ENV", "dev"));
    }

    /// Starts one whose settings name the signers that it trusts.
    public static RunningSidecar before(RunningApi api, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("TOOLBRIDGE_API_BASE_URL", api.server().address().toString());
        environment.put("TOOLBRIDGE_HOST", "127.0.0.1");
        environment.put("TOOLBRIDGE_PORT", Integer.toString(Ports.free()));
        return start(environment);
    }

    /// The same again, in a new process on another port with a heap of this size.
    public RunningSidecar startAgainWithin(int heapMegabytes) {
        var settings = new HashMap<>(environment);
        settings.put("TOOLBRIDGE_PORT", Integer.toString(Ports.free()));
        return ready(Program.startWithin(heapMegabytes, "mcp-sidecar", MAIN, settings), settings);
    }

    /// The same again, in a new process on the same port.
    public RunningSidecar startAgain() {
        return start(new HashMap<>(environment));
    }

    @Override
    public void close() {
        program.close();
    }

    private static RunningSidecar start(Map<String, String> environment) {
        return ready(Program.start("mcp-sidecar", MAIN, environment), environment);
    }

    private static RunningSidecar ready(Program program, Map<String, String> environment) {
        var server = Server.onPort(Integer.parseInt(environment.get("TOOLBRIDGE_PORT")));
        Await.until(
                START_MAX,
                () -> !program.isAlive() || isListening(server),
                () -> "the sidecar does not listen:\n" + program.output());
        if (!program.isAlive()) {
            throw new AssertionError("the sidecar ended at once:\n" + program.output());
        }
        return new RunningSidecar(server, environment, program);
    }

    private static boolean isListening(Server server) {
        try {
            return server.send(Call.of("GET", "/healthz")).status() == 200;
        } catch (UncheckedIOException notYet) {
            return notYet.getMessage().isEmpty();
        }
    }
}
