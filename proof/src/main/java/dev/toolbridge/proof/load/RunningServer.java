package dev.toolbridge.proof.load;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A server of the measurements as a process of its own.
///
/// @param server its address
/// @param program the process
public record RunningServer(Server server, Program program) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);

    /// Starts a class of the tests, whose first argument is the port to listen on.
    public static RunningServer start(Class<?> main, List<String> arguments, Map<String, String> settings) {
        int port = Ports.free();
        var line = Stream.concat(Stream.of(main.getName(), Integer.toString(port)), arguments.stream());
        var program = Program.startClass(System.getProperty("java.class.path"), line.toList(), settings);
        var running = new RunningServer(Server.onPort(port), program);
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
