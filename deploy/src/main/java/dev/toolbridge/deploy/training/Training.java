package dev.toolbridge.deploy.training;

import dev.toolbridge.deploy.ImageServer;
import dev.toolbridge.deploy.LocalServers;
import dev.toolbridge.deploy.Sender;
import dev.toolbridge.deploy.TrialDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes the ahead-of-time caches of a laid-out folder by running its programs as in production.
public final class Training {
    private static final int ROUNDS = 60;

    private Training() {}

    /// Trains the folder that is the only argument; the caches are in its `cache` afterwards. They name no folder that
    /// they are for: an image is run where it was made.
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path work = Files.createTempDirectory("toolbridge-training-");
        try (var database = new TrialDatabase(work)) {
            train(home, LocalServers.on(database.environment()));
        }
    }

    private static void train(Path home, LocalServers servers) throws IOException {
        Files.createDirectories(home.resolve("cache"));
        Files.deleteIfExists(home.resolve("cache/folder"));
        TrainedProgram.runToEnd(home, "toolbridge-migrate", servers.environment());
        try (var trained = new TrainedServers()) {
            trained.start(home, servers);
            String token = servers.token("training");
            var rest = new RestTraffic(new Sender(servers.of(ImageServer.API), token));
            var tools = new ToolTraffic(new Sender(servers.of(ImageServer.SIDECAR), token));
            for (int round = 0; round < ROUNDS; round++) {
                rest.round();
                tools.round();
            }
        }
    }
}
