package dev.toolbridge.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.launcher.Await;
import dev.toolbridge.launcher.SmallServer;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.postgres.EmbeddedPostgresConfig;
import dev.toolbridge.service.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A frozen server is ended and started again; one that is slow only for a moment keeps running.
class HangTest {
    private static final HealthRhythm FAST =
            new HealthRhythm(Duration.ofMillis(200), Duration.ofMillis(500), 3, 3, 200);

    @TempDir
    private Path folder;

    private final List<Thread> watchers = new ArrayList<>();
    private final List<Supervisor> supervisors = new ArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Thread watcher : watchers) {
            watcher.interrupt();
            watcher.join();
        }
        supervisors.forEach(Supervisor::stop);
    }

    @Test
    void aHungProgramIsStartedAgain() throws Exception {
        int port = LoopbackPort.any();
        var server = new ProgramServer(
                "small",
                SmallServer.command(port),
                URI.create("http://127.0.0.1:" + port + "/readyz"),
                folder.resolve("log"));
        watch(server);
        ProcessIdentity hung = server.process().orElseThrow();

        signal("STOP", hung);
        signal("CONT", hung);
        signal("STOP", hung);

        awaitAnother(server, hung);
        server.awaitReady();
        assertThat(hung.find()).isEmpty();
        assertThat(ends.getFirst()).isEqualTo("small hangs, it missed its health checks, and is ended");
    }

    @Test
    void hungPostgresIsStartedAgainWithAllThatWasCommitted() throws Exception {
        var started = new AtomicReference<EmbeddedPostgres>();
        var config = new EmbeddedPostgresConfig(
                folder,
                folder.resolve("postgres.log"),
                0,
                new Secret("admin"),
                new Secret("owner"),
                EmbeddedPostgresConfig.Durability.FULL);
        var server = new PostgresServer(config, started::set);
        watch(server);
        execute(started.get(), "CREATE TABLE kept AS SELECT 1 AS one");
        ProcessIdentity hung = server.process().orElseThrow();

        signal("STOP", hung);

        awaitAnother(server, hung);
        execute(started.get(), "INSERT INTO kept SELECT one FROM kept");
        assertThat(ends.getFirst()).isEqualTo("postgres hangs, it missed its health checks, and is ended");
    }

    private void watch(Server server) throws InterruptedException {
        var supervisor = new Supervisor(List.of(server), new Heard(ends), FAST);
        supervisors.add(supervisor);
        supervisor.start();
        watchers.add(Thread.ofPlatform().start(() -> {
            try {
                supervisor.watch();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void awaitAnother(Server server, ProcessIdentity before) throws Exception {
        Await.until(
                "another process serves",
                () -> server.process().filter(now -> !now.equals(before)).isPresent());
    }

    private static void execute(EmbeddedPostgres postgres, String statement) throws Exception {
        var properties = new Properties();
        properties.put("user", postgres.ownerUrl().user());
        properties.put("password", postgres.ownerUrl().password().orElseThrow());
        try (var connection = DriverManager.getConnection(postgres.ownerUrl().jdbc(), properties);
                var row = connection.createStatement()) {
            row.execute(statement);
        }
    }

    private static void signal(String name, ProcessIdentity process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /// Records the reported ends.
    private record Heard(List<String> ends) implements Progress {
        @Override
        public void started(Server server) {
            // Tests ask the server itself.
        }

        @Override
        public void ready(Part part, Duration took) {
            // Tests await it themselves.
        }

        @Override
        public void ended(Server server, String why) {
            ends.add(server.name() + " " + why);
        }
    }
}
