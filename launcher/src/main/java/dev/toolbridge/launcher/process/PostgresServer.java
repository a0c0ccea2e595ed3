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

    /// @param started is told of the server each time it was started
    public PostgresServer(EmbeddedPostgresConfig config, Consumer<EmbeddedPostgres> started) {
        this.config = config;
        this.started = started;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// The port of the first start is kept: others have been told of it.
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
        // A start that returned has waited for it.
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

    /// Stops it in order if that works; else by force, which loses nothing that was committed: the next start repeats
    /// its log. Its forked processes may hang as well, and would keep its memory from the next.
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
