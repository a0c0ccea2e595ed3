package dev.toolbridge.tenants.router;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.Migrations;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.tenants.RunningTenants;
import dev.toolbridge.tenants.router.haproxy.CertificateSource;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.router.haproxy.PortRange;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import dev.toolbridge.tenants.router.haproxy.RouterConfig;
import dev.toolbridge.tenants.router.haproxy.RouterFolder;
import dev.toolbridge.tenants.router.haproxy.TlsConfig;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tests.container.DebianTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// A router of its own: HAProxy of Debian, tables in a fresh database, free ports.
final class TestRouter implements AutoCloseable {
    private static final int PORTS = 9;
    private static final int CONNECTIONS = 4;
    private static final int LOWEST_PORT = 12_000;
    private static final int HIGHEST_PORT = 30_000;

    final Path folder;
    final RouterConfig config;
    final DatabaseUrl owner = TestControl.newDatabase(RunningTenants.SCHEMA);
    final Database database;
    final HttpClient http = HttpClient.newHttpClient();
    private final CertificateSource certificates;
    Router router;

    TestRouter() {
        this(CertificateSource.NONE, false);
    }

    /// @param endsTls true if it has an address with TLS, where it serves certificates
    TestRouter(CertificateSource certificates, boolean endsTls) {
        this.certificates = certificates;
        DebianTool haproxy = DebianTool.required("haproxy", "haproxy");
        try {
            folder = Files.createTempDirectory("tbr");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        int first = freePorts();
        config = new RouterConfig(
                haproxy.program(),
                haproxy.environment(),
                new RouterFolder(folder.resolve("router")),
                new ListenAddress("127.0.0.1", first),
                new PortRange(first + 1, first + PORTS - 1),
                endsTls
                        ? Optional.of(new TlsConfig(new ListenAddress("127.0.0.1", first + PORTS), Optional.empty()))
                        : Optional.empty());
        DatabaseUrl login = TestPostgres.login(owner);
        Migrations.grantLogin(owner, login, "toolbridge_tenants");
        database = Database.open(login, CONNECTIONS, "test");
        router = new Router(config, database, certificates);
        router.settle();
    }

    int port() {
        return config.address().port();
    }

    /// One of the loopback ports, counted from 0.
    int loopbackPort(int place) {
        return config.loopbackPorts().first() + place;
    }

    /// A tenant with one API on a host and a loopback port.
    UUID tenant(String slug, int place, TestServer api) {
        UUID tenant = UUID.randomUUID();
        inForce(router.setServers(tenant, "api", servers(api)));
        inForce(router.ensureRoute(tenant, new HostName(slug + ".localhost"), OptionalInt.of(loopbackPort(place))));
        return tenant;
    }

    static List<RoutedServer> servers(TestServer... servers) {
        return Stream.of(servers).map(server -> server(server, 100)).toList();
    }

    static RoutedServer server(TestServer server, int weight) {
        return new RoutedServer(server.address(), weight, Optional.empty());
    }

    static void inForce(RouteOutcome outcome) {
        if (!(outcome instanceof RouteOutcome.InForce)) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    HttpResponse<String> get(int place, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + loopbackPort(place) + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// The control plane's next process.
    void restartControlPlane() {
        router = new Router(config, database, certificates);
    }

    UUID tenantOf(String host) {
        return database.single(
                        "SELECT tenant_ref FROM route WHERE host = ?",
                        row -> row.column("tenant_ref").get(UUID.class),
                        host)
                .getFirst();
    }

    void alter(String statement) {
        TestPostgres.execute(owner, statement);
    }

    @Override
    public void close() {
        router.stop();
        database.close();
        http.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The first of some ports in a row that are free.
    private static int freePorts() {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (areFree(first)) {
                return first;
            }
        }
    }

    private static boolean areFree(int first) {
        var held = new ArrayList<ServerSocket>();
        try {
            for (int port = first; port <= first + PORTS; port++) {
                held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
            }
            return true;
        } catch (IOException taken) {
            return false;
        } finally {
            held.forEach(TestRouter::release);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
