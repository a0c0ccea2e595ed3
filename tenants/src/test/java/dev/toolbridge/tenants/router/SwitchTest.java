package dev.toolbridge.tenants.router;

import static dev.toolbridge.tenants.router.TestRouter.inForce;
import static dev.toolbridge.tenants.router.TestRouter.server;
import static dev.toolbridge.tenants.router.TestRouter.servers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.router.haproxy.Haproxy;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A release takes over from another: no request is lost, sessions and streams stay where they are.
class SwitchTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private TestRouter running;
    private TestServer blue;
    private TestServer green;
    private UUID tenant;

    @BeforeEach
    void start() {
        running = new TestRouter();
        blue = TestServer.start("blue");
        green = TestServer.start("green");
        tenant = running.tenant("acme", 0, blue);
        inForce(running.router.setServers(tenant, "mcp", servers(blue)));
    }

    @AfterEach
    void stop() {
        running.close();
        blue.close();
        green.close();
    }

    @Test
    void switchUnderLoadLosesNoRequest() throws Exception {
        try (var load = new Load(running.loopbackPort(0))) {
            load.await(200, 1_000);
            inForce(running.router.setServers(tenant, "api", List.of(server(blue, 90), server(green, 10))));
            load.await(200, 500);
            inForce(running.router.setServers(tenant, "api", List.of(server(blue, 100), server(green, 100))));
            assertThat(running.router.drain(tenant, "api", blue.address(), LONG))
                    .isEqualTo(new DrainOutcome.Drained());
            inForce(running.router.setServers(tenant, "api", servers(green)));
            blue.close();
            load.await(200, 1_000);
            load.end();

            System.out.println("requests over a switch: " + load.answers());
            assertThat(load.count(200)).isEqualTo(load.all()).isGreaterThan(2_000);
            assertThat(running.get(0, "/").body()).startsWith("green");
        }
    }

    @Test
    void weightsShareTheRequests() {
        inForce(running.router.setServers(tenant, "api", List.of(server(blue, 90), server(green, 10))));

        int green = 0;
        for (int request = 0; request < 200; request++) {
            green += running.get(0, "/").body().startsWith("green") ? 1 : 0;
        }

        assertThat(green).isBetween(10, 30);
    }

    @Test
    void sessionsStayOnTheDrainingServerAndNewOnesDoNot() {
        HttpResponse<String> begun = running.get(0, "/mcp");
        String session = begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertThat(begun.body()).isEqualTo("blue");

        inForce(running.router.setServers(tenant, "mcp", servers(blue, green)));
        running.router.drain(tenant, "mcp", blue.address(), SHORT);

        for (int request = 0; request < 20; request++) {
            assertThat(running.get(0, "/mcp", "Mcp-Session-Id", session).body()).isEqualTo("blue");
            assertThat(running.get(0, "/mcp").body()).isEqualTo("green");
        }
        running.alter("UPDATE router SET backends = backends + 1, revision = revision + 1");
        Haproxy.Settled settled = running.router.settle();
        assertThat(settled.isReloadDue() || settled.isReloaded()).isTrue();
        inForce(running.router.suspend(tenant));
        inForce(running.router.resume(tenant));
        Await.until(() ->
                running.router.settle().isWhole() && running.router.verify().isEmpty());
        Await.until(
                () -> running.get(0, "/mcp", "Mcp-Session-Id", session).body().equals("blue"));

        inForce(running.router.setServers(tenant, "mcp", servers(green)));
        assertThat(running.get(0, "/mcp", "Mcp-Session-Id", session).body()).isEqualTo("green");
    }

    @Test
    void sessionFindsItsReplicaByNameAfterTheRouterHasForgottenIt() throws Exception {
        inForce(running.router.setServers(
                tenant,
                "mcp",
                List.of(
                        new RoutedServer(blue.address(), 0, Optional.of("first")),
                        new RoutedServer(green.address(), 100, Optional.of("second")))));
        running.router.stop();
        running.router.settle();

        for (int request = 0; request < 5; request++) {
            assertThat(running.get(0, "/mcp", "Mcp-Session-Id", "first.abc").body())
                    .isEqualTo("blue");
            assertThat(running.get(0, "/messages?sessionId=first.abc").body()).startsWith("blue");
            assertThat(running.get(0, "/messages?sessionId=second.abc").body()).startsWith("green");
            assertThat(running.get(0, "/mcp", "Mcp-Session-Id", "third.abc").body())
                    .isEqualTo("green");
        }
    }

    @Test
    void streamAndWebSocketGoOnThroughSwitchAndReload() throws Exception {
        try (var events = new RawExchange(running.loopbackPort(0));
                var socket = new RawExchange(running.loopbackPort(0))) {
            events.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            socket.send("""
                    GET /socket HTTP/1.1\r
                    Host: localhost\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """);
            assertThat(socket.line()).contains("101");
            assertThat(events.lineWith("data: ")).isEqualTo("data: blue");

            inForce(running.router.setServers(tenant, "api", servers(blue, green)));
            assertThat(running.router.drain(tenant, "api", blue.address(), SHORT))
                    .isEqualTo(new DrainOutcome.Busy(2));
            assertGoesOn(events, socket);
            running.alter("UPDATE router SET backends = backends + 1, revision = revision + 1");
            assertThat(running.router.settle().isReloaded()).isTrue();
            assertGoesOn(events, socket);

            assertThat(running.router.drain(tenant, "api", blue.address(), SHORT))
                    .as("those in the worker of before the reload count")
                    .isEqualTo(new DrainOutcome.Busy(2));
            assertThat(running.get(0, "/").body()).startsWith("green");
        }
        assertThat(running.router.drain(tenant, "api", blue.address(), LONG)).isEqualTo(new DrainOutcome.Drained());
    }

    private static void assertGoesOn(RawExchange events, RawExchange socket) throws Exception {
        for (int event = 0; event < 20; event++) {
            assertThat(events.lineWith("data: ")).isEqualTo("data: blue");
        }
        socket.send("hello\r\n");
        assertThat(socket.lineWith("hello")).isEqualTo("blue hello");
    }
}
