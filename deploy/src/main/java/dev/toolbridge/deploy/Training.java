package dev.toolbridge.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes the ahead-of-time caches of a laid-out folder by running its programs as they will run.
public final class Training {
    private static final int ROUNDS = 60;

    private Training() {}

    /// Trains the folder that is the only argument; the caches are in its `cache` afterwards.
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path work = Files.createTempDirectory("toolbridge-training-");
        try (var database = new TrainingDatabase(work)) {
            train(home, LocalServers.on(database.environment()));
        }
    }

    private static void train(Path home, LocalServers servers) throws IOException {
        Files.createDirectories(home.resolve("cache"));
        var environment = servers.environment();
        TrainedProgram.runToEnd(home, "toolbridge-migrate", environment);
        try (var _ = TrainedProgram.start(home, "toolbridge-api", environment, servers.api());
                var _ = TrainedProgram.start(home, "toolbridge-mcp", environment, servers.sidecar())) {
            String token = servers.token("training");
            var rest = new RestTraffic(new Sender(servers.api(), token));
            var tools = new ToolTraffic(new Sender(servers.sidecar(), token));
            for (int round = 0; round < ROUNDS; round++) {
                rest.round();
                tools.round();
            }
        }
    }
}
