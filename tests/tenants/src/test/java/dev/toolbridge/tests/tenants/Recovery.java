package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// A tenant that serves again after programs of its platform were killed.
record Recovery(RunningPlatform platform, RunningTenant tenant) {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    static final Duration BACK_MAX = Duration.ofMinutes(3);

    /// The time in which a tenant is back on a machine that has nothing else to do.
    static final Duration WANTED = Duration.ofSeconds(10);

    /// Three programs in turn have to start.
    private static final Duration MOVED_MAX = Duration.ofMinutes(3);

    /// Kills a process, and waits until another one runs and the tenant is served.
    ///
    /// @return the time that it took
    Duration assertComesBack(String what, Supplier<Optional<ProcessHandle>> process) {
        ProcessHandle killed = process.get().orElseThrow();
        Instant begun = Instant.now();
        killed.destroyForcibly();
        Await.until(
                BACK_MAX,
                () -> process.get().filter(next -> next.pid() != killed.pid()).isPresent() && serves(),
                () -> what + " is not back");
        Duration took = Duration.between(begun, Instant.now());
        System.out.println(what + " was back after " + took.toMillis() + " ms");
        assertThat(platform.folder().ports()).doesNotHaveDuplicates();
        return took;
    }

    /// Another program takes the port of the API while supervisord is down.
    void assertComesBackAtAnotherPort() {
        String api = tenant.ref() + ".toolbridge.r1.api.0";
        int port = platform.folder().port(api);
        platform.folder().supervisord().orElseThrow().destroyForcibly();
        Instant begun = Instant.now();
        try (var stranger = taken(port)) {
            Await.until(
                    MOVED_MAX,
                    () -> platform.folder().port(api) != port && serves(),
                    () -> "the API is not back at another port: "
                            + platform.send("GET", "/admin/operations?tenant=" + tenant.ref()));
            System.out.println("the API was back at another port after "
                    + Duration.between(begun, Instant.now()).toMillis() + " ms");
            assertThat(stranger.isBound()).isTrue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The port as soon as it is free.
    private static ServerSocket taken(int port) throws IOException {
        var socket = new ServerSocket();
        Await.until(BACK_MAX, () -> isBound(socket, port), () -> "the port is not free");
        return socket;
    }

    private static boolean isBound(ServerSocket socket, int port) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    /// Tells if both programs answer through the router, and soon: a stranger at a port of theirs never does.
    boolean serves() {
        RunningTenant asked = tenant.within(ANSWER_MAX);
        try {
            return asked.server().send(Call.of("GET", "/v1/notes")).status() == 401
                    && asked.initialize("none").status() == 401;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    Optional<ProcessHandle> process(String program) {
        return platform.folder().processes(tenant.ref() + ".toolbridge.r1." + program + ".0").stream()
                .findFirst();
    }
}
