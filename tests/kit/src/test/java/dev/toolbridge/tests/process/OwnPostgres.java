package dev.toolbridge.tests.process;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.EmbeddedPostgresConfig;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// A PostgreSQL server that writes durably, for tests that kill it and start it again.
public final class OwnPostgres implements AutoCloseable {
    private static final Duration END_MAX = Duration.ofMinutes(1);

    /// Ends the server and removes its data when the tests' end of the pipe closes with their process.
    private static final String CLEAN_UP_AFTER_TESTS = """
            trap '' HUP INT TERM
            cat >/dev/null
            [ -d "$1" ] || exit 0
            pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid"
            while kill -0 "${pid:-x}" 2>/dev/null; do sleep 0.05; done
            rm -rf "$1"
            """;

    private final EmbeddedPostgresConfig config;
    private final Process watch;
    private EmbeddedPostgres running;

    private OwnPostgres(EmbeddedPostgresConfig config, Process watch) {
        this.config = config;
        this.watch = watch;
        this.running = EmbeddedPostgres.start(config);
    }

    /// Starts one with a folder of its own.
    public static OwnPostgres start() {
        try {
            Path folder = Files.createTempDirectory("toolbridge-own-postgresql-");
            var password = new Secret(UUID.randomUUID().toString());
            var config = new EmbeddedPostgresConfig(
                    folder,
                    folder.resolve("postgresql.log"),
                    Ports.free(),
                    password,
                    password,
                    EmbeddedPostgresConfig.Durability.FULL);
            var watch = new ProcessBuilder("sh", "-c", CLEAN_UP_AFTER_TESTS, "watch", folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new OwnPostgres(config, watch);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public ApiDatabase database() {
        DatabaseUrl owner = running.ownerUrl();
        String password = config.ownerPassword().reveal();
        return new ApiDatabase(owner, owner.as("server_of_this_test", Optional.of(password)));
    }

    /// Kills all processes of the server, and starts it again: it recovers from its log.
    public void killAndStart() {
        ProcessHandle postmaster = running.process().orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(END_MAX, () -> all.stream().noneMatch(ProcessHandle::isAlive), () -> "PostgreSQL does not end");
        running = EmbeddedPostgres.start(config);
    }

    /// Lets the view of running statements show them whole from now on. The server starts again for it.
    public void showWholeStatements() {
        TestPostgres.execute(running.adminUrl(), "ALTER SYSTEM SET track_activity_query_size = '64kB'");
        killAndStart();
    }

    /// Lets the server require TLS from now on.
    public void askForTls(Path certificate, Path key) throws IOException {
        Path access = config.folder().resolve("data/pg_hba.conf");
        Files.writeString(access, Files.readString(access).replaceAll("(?m)^host ", "hostssl "));
        TestPostgres.execute(running.adminUrl(), "ALTER SYSTEM SET ssl_cert_file = '" + certificate + "'");
        TestPostgres.execute(running.adminUrl(), "ALTER SYSTEM SET ssl_key_file = '" + key + "'");
        TestPostgres.execute(running.adminUrl(), "ALTER SYSTEM SET ssl = on");
        TestPostgres.execute(running.adminUrl(), "SELECT pg_reload_conf()");
    }

    /// Ends the server and removes its data.
    @Override
    public void close() {
        running.close();
        try {
            watch.getOutputStream().close();
            watch.waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
