package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.mcp.protocol.session.SessionLimits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The limits and the ends of sessions.
class SessionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Wire client(TestServer server, String user) {
        return Wire.connected(server.address("/mcp"), TestServer.token(user));
    }

    private static int ping(Wire wire) {
        return wire.post(wire.request("ping", "{}")).statusCode();
    }

    @Test
    void theLongestUnusedSessionOfAUserMakesRoom() {
        try (var server = TestServer.start(new SessionLimits(3, 100, Duration.ofMinutes(30)))) {
            List<Wire> clients = new ArrayList<>();
            for (int count = 0; count < 3; count++) {
                clients.add(client(server, "ann"));
            }
            assertThat(ping(clients.getFirst())).isEqualTo(200);
            clients.add(client(server, "ann"));
            assertThat(clients.stream().map(SessionsTest::ping)).containsExactly(200, 404, 200, 200);
            assertThat(ping(client(server, "bob"))).isEqualTo(200);
        }
    }

    @Test
    void sessionsInUseDoNotMakeRoom() {
        try (var server = TestServer.start(new SessionLimits(1, 100, Duration.ofMinutes(30)))) {
            Wire first = client(server, "ann");
            try (var events = EventReader.open(first.builder().GET().build())) {
                assertThat(events.line()).contains(":");
                HttpResponse<String> refused =
                        new Wire(server.address("/mcp"), TestServer.token("ann")).initialize("2025-11-25");
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(ping(first)).isEqualTo(200);
            }
        }
    }

    @Test
    void thereAreNoMoreSessionsThanAllowed() {
        try (var server = TestServer.start(new SessionLimits(10, 2, Duration.ofMinutes(30)))) {
            Wire first = client(server, "ann");
            Wire second = client(server, "bob");
            Wire third = client(server, "cleo");
            assertThat(List.of(ping(first), ping(second), ping(third))).containsExactly(404, 200, 200);
        }
    }

    @Test
    void anUnusedSessionEnds() {
        try (var server = TestServer.start(new SessionLimits(10, 100, Duration.ofMillis(300)))) {
            client(server, "ann");
            assertThat(server.sessionCount()).isEqualTo(1);
            Instant deadline = Instant.now().plus(PATIENCE);
            while (server.sessionCount() > 0 && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
            assertThat(server.sessionCount()).isZero();
        }
    }

    @Test
    void aSessionWithAnOpenStreamIsInUse() {
        try (var server = TestServer.start(new SessionLimits(10, 100, Duration.ofMillis(300)))) {
            Wire wire = client(server, "ann");
            try (var events = EventReader.open(wire.builder().GET().build())) {
                for (int comments = 0; comments < 5; ) {
                    comments += events.line().orElseThrow().equals(":") ? 1 : 0;
                }
                assertThat(ping(wire)).isEqualTo(200);
            }
        }
    }

    @Test
    void stoppingEndsStreamsCleanlyAndSoon() {
        var server = TestServer.start();
        Wire wire = client(server, "ann");
        try (var events = EventReader.open(wire.builder().GET().build())) {
            assertThat(events.line()).contains(":");
            Instant before = Instant.now();
            server.close();
            events.awaitEnd();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }
}
