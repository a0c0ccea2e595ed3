package dev.toolbridge.tests.bench;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A [SdkServer] in front of an API, as a process of its own with the sidecar's resources.
///
/// @param server its address
/// @param program the process
record RunningSdkServer(Server server, Program program) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);

    static RunningSdkServer before(RunningApi api) {
        int port = Ports.free();
        List<String> arguments = List.of(
                SdkServer.class.getName(),
                Integer.toString(port),
                api.server().address().toString());
        var program = Program.startClass(
                System.getProperty("java.class.path"),
                arguments,
                Map.of(SdkServer.SECRET, api.tokens().secret()));
        var running = new RunningSdkServer(Server.onPort(port), program);
        Await.until(START_MAX, running::isListeningOrGone, () -> "it does not listen:\n" + program.output());
        if (!program.isAlive()) {
            throw new AssertionError("it ended at once:\n" + program.output());
        }
        return running;
    }

    /// True after any answer, or after its end.
    private boolean isListeningOrGone() {
        try {
            return server.send(Call.of("GET", "/")).status() > 0;
        } catch (UncheckedIOException notYet) {
            return !program.isAlive();
        }
    }

    @Override
    public void close() {
        program.kill();
    }
}
