package dev.toolbridge.deploy.training;

import dev.toolbridge.deploy.ImageServer;
import dev.toolbridge.deploy.LocalServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// All servers of the image in training; the last to start is the first to be closed.
final class TrainedServers implements AutoCloseable {
    private final Deque<TrainedProgram> started = new ArrayDeque<>();

    /// Starts each when the one before is ready.
    void start(Path home, LocalServers servers) throws IOException {
        for (ImageServer server : ImageServer.ALL) {
            started.push(TrainedProgram.start(home, server.launcher(), servers.environment(), servers.of(server)));
        }
    }

    @Override
    public void close() {
        started.forEach(TrainedProgram::close);
    }
}
