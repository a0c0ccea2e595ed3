package dev.toolbridge.tenants.members;

import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.monitoring.Health;
import dev.toolbridge.service.monitoring.Metrics;
import dev.toolbridge.service.program.ReadyLine;
import dev.toolbridge.service.program.StartedServer;
import dev.toolbridge.service.program.Version;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.service.workos.WorkosCalls;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Wires the server together. It holds nothing that a restart would lose.
public final class MembersServer implements StartedServer {
    /// Less than a tenant's API waits, so that it gets a clear answer.
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);

    private static final int REQUESTS_MAX = 128;
    private static final int CONNECTIONS_MAX = 4_096;
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(6);
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);

    private final HttpServer http;
    private final Optional<HttpServer> metrics;

    private MembersServer(MembersConfig config, InstantSource clock) {
        var meters = Metrics.registry();
        var keys = KeyFile.open(config.keys(), clock);
        var source = new MemberReads(new WorkosCalls(config.apiKey(), config.apiBaseUrl(), TIMEOUT), clock);
        var admission = new Admission(keys, Rates.from(config.rates(), config.addresses(), clock));
        var routes = Stream.concat(health(config).routes().stream(), new MemberRoutes(admission, source).all().stream())
                .toList();
        this.metrics =
                config.metrics().map(address -> Metrics.serve(address, meters, "toolbridge-members", Optional.empty()));
        this.http = HttpServer.start(limits(config), routes, meters);
    }

    public static MembersServer start(MembersConfig config, InstantSource clock) {
        return new MembersServer(config, clock);
    }

    @Override
    public ReadyLine awaitStart() {
        return new ReadyLine("ready", port());
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        metrics.ifPresent(HttpServer::close);
    }

    /// A kept connection lives longer here than in a tenant's API, so that the API never sends into a closed one.
    private static HttpServerConfig limits(MembersConfig config) {
        return new HttpServerConfig(
                config.address(), REQUESTS_MAX, CONNECTIONS_MAX, IDLE_TIMEOUT, List.of(), STOP_GRACE);
    }

    private static Health health(MembersConfig config) {
        return new Health(
                config.environment().wireName(),
                Version.of(MembersMain.class),
                List.of("memberships"),
                Optional::empty);
    }
}
