package dev.toolbridge.tests.database;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// A server that waits for its database, or refuses to start.
record UnreadyApi(Program program, Server server) implements AutoCloseable {
    private static final Duration TOLD_MAX = Duration.ofSeconds(60);

    static UnreadyApi start(String databaseUrl, Map<String, String> more) {
        int port = Ports.free();
        var settings = new HashMap<>(Map.of(
                "DATABASE_URL",
                databaseUrl,
                "HTTP_ADDR",
                "127.0.0.1:" + port,
                "METRICS_ADDR",
                "127.0.0.1:" + Ports.free(),
                "ENV",
                "dev",
                "JWT_HS256_SECRET",
                UUID.randomUUID().toString() + UUID.randomUUID()));
        settings.putAll(more);
        return new UnreadyApi(Program.start("api", "dev.toolbridge.api.Main", settings), Server.onPort(port));
    }

    /// Waits until its log contains a word.
    void awaitTold(String word) {
        Await.until(
                TOLD_MAX,
                () -> !program.isAlive() || program.output().contains(word),
                () -> "it never says " + word + ":\n" + program.output());
        if (!program.output().contains(word)) {
            throw new AssertionError("it ended without " + word + ":\n" + program.output());
        }
    }

    /// Its own answer about its readiness; empty while it does not listen.
    String readiness() {
        try {
            return server.send(Call.of("GET", "/readyz")).body();
        } catch (UncheckedIOException notListening) {
            return "";
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
