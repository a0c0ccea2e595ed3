package dev.toolbridge.tenants.router;

import static dev.toolbridge.tenants.router.TestRouter.inForce;
import static dev.toolbridge.tenants.router.TestRouter.servers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.tenants.router.haproxy.Drift;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.router.haproxy.RouterConfig;
import dev.toolbridge.tenants.router.haproxy.RouterFileRefused;
import dev.toolbridge.tenants.router.haproxy.RouterUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The router's process is killed, its socket and file are broken, its state is changed by others: it comes back to
/// what the tables say.
class LifeTest {
    private static final Duration BACK_MAX = Duration.ofSeconds(10);

    private TestRouter running;
    private TestServer api;
    private TestServer other;
    private UUID tenant;

    @BeforeEach
    void start() {
        running = new TestRouter();
        api = TestServer.start("api");
        other = TestServer.start("other");
        tenant = running.tenant("acme", 0, api);
    }

    @AfterEach
    void stop() {
        running.close();
        api.close();
        other.close();
    }

    @Test
    void killedMasterComesBackWithItsState() throws Exception {
        try (var _ = RouterWatch.of(running.router)) {
            ProcessHandle master = master().orElseThrow();
            ProcessHandle worker = master.children().findFirst().orElseThrow();

            master.destroyForcibly();

            Duration back = backWithAnother(master);
            System.out.println("back after kill -9 of the master: " + back.toMillis() + " ms");
            assertThat(back).isLessThan(BACK_MAX);
            Await.until(() -> !worker.isAlive());
            assertThat(running.router.verify()).isEmpty();
        }
    }

    @Test
    void killedWorkerComesBackWithItsState() throws Exception {
        try (var _ = RouterWatch.of(running.router)) {
            ProcessHandle master = master().orElseThrow();
            master.children().findFirst().orElseThrow().destroyForcibly();

            assertThat(backWithAnother(master)).isLessThan(BACK_MAX);
            assertThat(running.router.verify()).isEmpty();
        }
    }

    @Test
    void nextControlPlaneFindsTheRunningRouter() throws Exception {
        ProcessHandle master = master().orElseThrow();

        running.restartControlPlane();
        assertThat(running.router.settle().isStarted()).isFalse();
        inForce(running.router.ensureRoute(
                tenant, new HostName("second.localhost"), OptionalInt.of(running.loopbackPort(1))));

        assertThat(master()).contains(master);
        assertThat(running.get(1, "/").statusCode()).isEqualTo(200);
    }

    @Test
    void routerThatHangsIsReplaced() throws Exception {
        ProcessHandle master = master().orElseThrow();
        ProcessHandle worker = master.children().findFirst().orElseThrow();
        signal("STOP", master);
        signal("STOP", worker);

        assertThat(running.router.settle().isStarted()).isTrue();

        assertThat(master.isAlive() || worker.isAlive()).isFalse();
        assertThat(running.get(0, "/").statusCode()).isEqualTo(200);
    }

    @Test
    void changesByOthersAreFoundAndUndone() throws Exception {
        inForce(running.router.ensureRoute(
                tenant, new HostName("second.localhost"), OptionalInt.of(running.loopbackPort(1))));
        inForce(running.router.suspend(tenant));
        inForce(running.router.resume(tenant));
        ask("del map hosts.map acme.localhost");
        ask("set map hosts.map second.localhost suspended");
        ask("add map hosts.map stranger.localhost open");
        ask("set server b1/s1 weight 3");
        ask("set server b7/s2 state ready");
        Files.writeString(config("hosts.map"), "broken open\n");

        assertThat(running.router.verify())
                .extracting(Drift::place)
                .containsExactlyInAnyOrder(
                        "file",
                        "hosts.map acme.localhost",
                        "hosts.map second.localhost",
                        "hosts.map stranger.localhost",
                        "b1/s1 weight",
                        "b7/s2");
        assertThat(running.get(0, "/").statusCode()).isEqualTo(404);

        var settled = running.router.settle();

        assertThat(settled.repaired()).hasSize(5);
        assertThat(settled.isReloaded()).isFalse();
        assertThat(running.router.verify()).isEmpty();
        assertThat(running.get(0, "/").statusCode()).isEqualTo(200);
    }

    @Test
    void drainAndMaintenanceByOthersAreUndone() throws Exception {
        for (String state : new String[] {"drain", "maint"}) {
            ask("set server b1/s1 state " + state);
            assertThat(running.router.verify()).extracting(Drift::place).containsExactly("b1/s1");
            running.router.settle();
            assertThat(running.router.verify()).isEmpty();
        }
    }

    @Test
    void refusedFileReplacesNothing() throws Exception {
        Path before = running.folder.resolve("router/current").toRealPath();
        Router refusing = new Router(programThatRefuses(), running.database);

        assertThatThrownBy(() -> refusing.setServers(tenant, "api", servers(other)))
                .isInstanceOf(RouterFileRefused.class)
                .hasMessageContaining("unknown keyword");

        assertThat(running.folder.resolve("router/current").toRealPath()).isEqualTo(before);
        assertThat(running.get(0, "/").body()).startsWith("api");
        assertThat(running.router.verify()).hasSize(3);
        running.router.settle();
        assertThat(running.get(0, "/").body()).startsWith("other");
    }

    @Test
    void rowThatCouldNotStandInTheFileChangesNothing() throws Exception {
        running.alter("ALTER TABLE route DROP CONSTRAINT IF EXISTS route_host_check");
        for (String host : List.of("a b", "a%b", "a\nb", "a\"b", "a;b", "a#b", "x'y", "1.2.3.4")) {
            String quoted = "'" + host.replace("'", "''") + "'";
            running.alter("INSERT INTO route (host, tenant_ref) VALUES (" + quoted + ", '" + tenant + "')");

            assertThatThrownBy(() -> running.router.settle()).as(host).isInstanceOf(IllegalArgumentException.class);

            assertThat(running.get(0, "/").statusCode()).as(host).isEqualTo(200);
            running.alter("DELETE FROM route WHERE host = " + quoted);
            assertThat(running.router.verify()).as(host).isEmpty();
        }
    }

    @Test
    void goneSocketComesBackAndCutsNoStream() throws Exception {
        try (var stream = new RawExchange(running.loopbackPort(0))) {
            stream.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n").lineWith("data: ");
            Files.delete(running.folder.resolve("router/run/runtime.sock"));
            assertThat(running.router.verify()).extracting(Drift::place).containsExactly("process");
            assertThatThrownBy(() -> running.router.figures(tenant, "api")).isInstanceOf(RouterUnavailable.class);

            inForce(running.router.setServers(tenant, "api", servers(other)));

            assertThat(running.get(0, "/").body()).startsWith("other");
            assertThat(stream.lineWith("data: ")).isEqualTo("data: api");
        }
    }

    @Test
    void programThatIsMissingMayPass() throws Exception {
        running.router.stop();
        Router without = new Router(with(running.folder.resolve("nothing")), running.database);

        assertThatThrownBy(() -> without.setServers(tenant, "api", servers(other)))
                .isInstanceOf(RouterUnavailable.class);

        running.router.settle();
        assertThat(running.get(0, "/").body()).as("the tables kept it").startsWith("other");
    }

    @Test
    void folderIsClosedToOthers() throws Exception {
        for (String folder : new String[] {"router", "router/run"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(running.folder.resolve(folder))))
                    .isEqualTo("rwx------");
        }
    }

    /// A HAProxy that refuses every file.
    private RouterConfig programThatRefuses() throws Exception {
        Path script = running.folder.resolve("refusing");
        Files.writeString(script, """
                #!/bin/sh
                case " $* " in *" -c "*) echo "[ALERT] unknown keyword 'http-more'" >&2; exit 1;; esac
                exec %s "$@"
                """.formatted(running.config.program()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return with(script);
    }

    private RouterConfig with(Path program) {
        RouterConfig config = running.config;
        return new RouterConfig(
                program, config.environment(), config.folder(), config.address(), config.loopbackPorts(), config.tls());
    }

    private Duration backWithAnother(ProcessHandle master) {
        return Await.until(() -> {
            try {
                return !master().equals(Optional.of(master))
                        && running.get(0, "/").statusCode() == 200;
            } catch (UncheckedIOException refused) {
                return false;
            }
        });
    }

    private Optional<ProcessHandle> master() {
        try {
            String number = Files.readString(running.folder.resolve("router/run/haproxy.pid"))
                    .strip();
            return number.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(number));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private Path config(String file) {
        return running.folder.resolve("router/current").resolve(file);
    }

    private void ask(String command) throws Exception {
        RuntimeCommand.ask(running.folder.resolve("router/run/runtime.sock"), command);
    }
}
