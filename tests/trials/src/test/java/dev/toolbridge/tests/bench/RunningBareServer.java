package dev.toolbridge.tests.bench;

import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A [BareServer] as a process of its own.
///
/// @param server its address
/// @param program the process
record RunningBareServer(Server server, Program program) implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);

    /// @param database the database of an API, which has migrated it
    static RunningBareServer on(ApiDatabase database, int connections) {
        int port = Ports.free();
        URI address = URI.create(database.address());
        List<String> login = List.of(address.getUserInfo().split(":", 2));
        var settings = Map.of(
                BareServer.URL,
                        "jdbc:postgresql://" + address.getAuthority().replace(address.getUserInfo() + "@", "")
                                + address.getPath(),
                BareServer.USER, login.getFirst(),
                BareServer.PASSWORD, login.getLast(),
                BareServer.POOL, Integer.toString(connections));
        var program = Program.startClass(
                System.getProperty("java.class.path"),
                List.of(BareServer.class.getName(), Integer.toString(port)),
                settings);
        var running = new RunningBareServer(Server.onPort(port), program);
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
