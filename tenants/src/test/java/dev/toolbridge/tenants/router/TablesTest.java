package dev.toolbridge.tenants.router;

import static dev.toolbridge.tenants.router.TestRouter.inForce;
import static dev.toolbridge.tenants.router.TestRouter.server;
import static dev.toolbridge.tenants.router.TestRouter.servers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.tenants.router.RouteOutcome.Reason;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import dev.toolbridge.tenants.router.haproxy.ServerAddress;
import dev.toolbridge.tenants.router.haproxy.ServerFigures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Operations that are repeated, that contradict each other, or that no router could carry out.
class TablesTest {
    private static TestRouter running;
    private static TestServer api;

    @BeforeAll
    static void start() {
        running = new TestRouter();
        api = TestServer.start("api");
    }

    @AfterAll
    static void stop() {
        running.close();
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a b",
                "a%b",
                "a\nb",
                "a\r\nb",
                "a\"b",
                "a'b",
                "a/b",
                "a;b",
                "a\\b",
                "a:1",
                "-a",
                "a-",
                "a..b",
                "ü.example",
                "a_b",
                "10.0.0.1",
                "1",
                "0x7f",
                "a.0x7f",
                "[::1]",
                "*.a"
            })
    void nameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> new HostName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesHaveTheirLimits() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertThat(new HostName(longest.toUpperCase(java.util.Locale.ROOT) + ".").text())
                .isEqualTo(longest)
                .hasSize(253);
        assertThatThrownBy(() -> new HostName(longest + "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HostName("a".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "a b",
                "127.0.0.1 weight 5",
                "fe80::1%eth0",
                "10.0.0.0/8",
                "",
                "1.2.3.256",
                "1.2.3.4\n"
            })
    void serverWithoutAnAddressIsRefused(String host) {
        assertThatThrownBy(() -> new ServerAddress(host, 80)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void serversHaveTheirLimits() {
        var address = new ServerAddress("10.0.0.1", 65_535);
        assertThat(new RoutedServer(address, 256, Optional.of("r".repeat(64))).weight())
                .isEqualTo(256);
        for (int port : new int[] {0, 65_536}) {
            assertThatThrownBy(() -> new ServerAddress("10.0.0.1", port)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int weight : new int[] {-1, 257}) {
            assertThatThrownBy(() -> new RoutedServer(address, weight, Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String replica : new String[] {"", "a.b", "a b", "a%b", "r".repeat(65)}) {
            assertThatThrownBy(() -> new RoutedServer(address, 1, Optional.of(replica)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String process : new String[] {"", "A", "1a", "a b", "a%b", "a".repeat(40)}) {
            assertThatThrownBy(() -> running.router.setServers(UUID.randomUUID(), process, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void repeatedOrdersChangeNothing() {
        UUID tenant = running.tenant("again", 0, api);
        RouteOutcome before = running.router.setServers(tenant, "api", servers(api));

        running.tenant("other", 1, api);
        assertThat(running.router.setServers(tenant, "api", servers(api))).isNotEqualTo(before);
        for (int time = 0; time < 2; time++) {
            inForce(running.router.suspend(tenant));
            inForce(running.router.ensureRoute(
                    tenant, new HostName("AGAIN.localhost."), OptionalInt.of(running.loopbackPort(0))));
        }
        RouteOutcome first = running.router.resume(tenant);
        assertThat(running.router.resume(tenant)).isEqualTo(first);
        assertThat(running.router.settle().repaired()).isEmpty();
    }

    @Test
    void anothersHostAndPortAreRefused() {
        running.tenant("mine", 2, api);
        UUID stranger = UUID.randomUUID();

        assertThat(running.router.ensureRoute(stranger, new HostName("Mine.localhost"), OptionalInt.empty()))
                .isEqualTo(new RouteOutcome.Refused(Reason.HOST_TAKEN));
        assertThat(running.router.ensureRoute(
                        stranger, new HostName("yours.localhost"), OptionalInt.of(running.loopbackPort(2))))
                .isEqualTo(new RouteOutcome.Refused(Reason.PORT_TAKEN));
        for (int port : new int[] {running.port(), running.loopbackPort(8), 0}) {
            assertThat(running.router.ensureRoute(stranger, new HostName("yours.localhost"), OptionalInt.of(port)))
                    .isEqualTo(new RouteOutcome.Refused(Reason.PORT_OUT_OF_RANGE));
        }
        assertThat(running.router.drain(stranger, "api", api.address(), Duration.ZERO))
                .isEqualTo(new DrainOutcome.Refused(Reason.NO_SUCH_SERVER));
        assertThat(running.router.resume(stranger)).isEqualTo(new RouteOutcome.Refused(Reason.NO_SUCH_TENANT));
    }

    @Test
    void backendHasRoomForSixteenServers() {
        UUID tenant = UUID.randomUUID();
        List<RoutedServer> sixteen = IntStream.rangeClosed(1, 16)
                .mapToObj(number -> new RoutedServer(new ServerAddress("10.9.8." + number, 80), 1, Optional.empty()))
                .toList();
        inForce(running.router.setServers(tenant, "worker", sixteen));

        assertThat(running.router.setServers(
                        tenant,
                        "worker",
                        Stream.concat(sixteen.stream(), servers(api).stream()).toList()))
                .isEqualTo(new RouteOutcome.Refused(Reason.TOO_MANY_SERVERS));
        assertThat(running.router.setServers(tenant, "worker", List.of(server(api, 1), server(api, 2))))
                .isEqualTo(new RouteOutcome.Refused(Reason.ADDRESS_TWICE));
        assertThat(running.router.figures(tenant, "worker")).hasSize(16);

        List<RoutedServer> sixth =
                List.of(new RoutedServer(new ServerAddress("2001:db8::6", 8080), 7, Optional.empty()));
        inForce(running.router.setServers(tenant, "worker", sixth));
        assertThat(running.router.figures(tenant, "worker"))
                .extracting(ServerFigures::address)
                .containsExactly(new ServerAddress("2001:db8::6", 8080));
        assertThat(running.router.verify()).isEmpty();
        inForce(running.router.setServers(tenant, "worker", List.of()));
        assertThat(running.router.figures(tenant, "worker")).isEmpty();
    }

    @Test
    void figuresTellRequestsFailuresAndTime() {
        try (var failing = TestServer.start("failing")) {
            UUID tenant = running.tenant("counted", 3, failing);
            for (int request = 0; request < 10; request++) {
                running.get(3, "/");
            }
            failing.fail();
            for (int request = 0; request < 5; request++) {
                assertThat(running.get(3, "/").statusCode()).isEqualTo(500);
            }

            ServerFigures figures = running.router.figures(tenant, "api").getFirst();

            assertThat(figures.isUp()).isTrue();
            assertThat(figures.requests()).isEqualTo(15);
            assertThat(figures.failures()).isEqualTo(5);
            assertThat(figures.open()).isZero();
            assertThat(figures.meanMs()).isBetween(0L, 1_000L);
        }
    }

    @Test
    void twoControlPlanesChangeTheSameRouter() throws Exception {
        var second = new Router(running.config, running.database);
        UUID tenant = running.tenant("both", 4, api);

        Thread other = Thread.ofVirtual().start(() -> {
            for (int change = 0; change < 10; change++) {
                inForce(second.suspend(tenant));
                inForce(second.resume(tenant));
            }
        });
        for (int change = 0; change < 10; change++) {
            inForce(running.router.setServers(tenant, "api", List.of(server(api, change + 1))));
        }
        other.join();

        assertThat(running.router.verify()).isEmpty();
        assertThat(running.get(4, "/").statusCode()).isEqualTo(200);
    }
}
