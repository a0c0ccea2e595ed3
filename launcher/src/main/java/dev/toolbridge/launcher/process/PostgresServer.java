package dev.toolbridge.launcher.process;

import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.EmbeddedPostgresConfig;
import dev.toolbridge.postgres.EmbeddedPostgresFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The PostgreSQL server of a workspace.
public final class PostgresServer implements Server {
    public static final String NAME = "postgres";

    private final Consumer<EmbeddedPostgres> started;
    private EmbeddedPostgresConfig config;
    private volatile Optional<EmbeddedPostgres> running = Optional.empty();

    /// @param started receives the server after each start
    public PostgresServer(EmbeddedPostgresConfig config, Consumer<EmbeddedPostgres> started) {
        this.config = config;
        this.started = started;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Keeps the port of the first start: others already know it.
    @Override
    public void start() {
        try {
            var server = EmbeddedPostgres.start(config);
            config = config.at(server.port());
            running = Optional.of(server);
            started.accept(server);
        } catch (EmbeddedPostgresFailure failed) {
            throw new LaunchFailure(failed.getMessage(), failed);
        }
    }

    @Override
    public void awaitReady() {
        // The start has waited for it already.
    }

    @Override
    public Optional<ProcessIdentity> process() {
        return running.flatMap(EmbeddedPostgres::process).map(ProcessIdentity::of);
    }

    @Override
    public void stop() {
        try {
            EmbeddedPostgres.stop(config.folder());
        } catch (EmbeddedPostgresFailure failed) {
            throw new LaunchFailure(failed.getMessage(), failed);
        }
    }

    @Override
    public boolean answers(Duration limit) {
        return running.map(server -> server.answers(limit)).orElse(false);
    }

    @Override
    public int missesMax(HealthRhythm rhythm) {
        return rhythm.databaseMissesMax();
    }

    /// Stops the server cleanly, or else by force, which loses no committed data: the next start replays its
    /// log. Its forked processes may hang as well, and would withhold its shared memory from the next start.
    @Override
    public void end() {
        Optional<ProcessHandle> server = running.flatMap(EmbeddedPostgres::process);
        List<ProcessHandle> forked = server.map(ProcessHandle::children).stream()
                .flatMap(children -> children)
                .toList();
        try {
            stop();
        } catch (LaunchFailure _) {
            server.map(ProcessIdentity::of).ifPresent(Ending::of);
            forked.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public Path log() {
        return config.log();
    }
}
