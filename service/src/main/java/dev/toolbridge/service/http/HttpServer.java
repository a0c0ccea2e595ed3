package dev.toolbridge.service.http;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.http.connection.WatchedHttp;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.websocket.WsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One HTTP/1.1 listener over a table of routes.
public final class HttpServer implements AutoCloseable {
    /// Beyond this a request is not even parsed; up to it [EdgeFilter] can answer it properly.
    private static final int HEADER_BYTES_PARSED = 65_536;
    private static final int REQUEST_LINE_BYTES_MAX = 8_192;

    /// Beyond this a WebSocket's frame is not even read; up to it its endpoint can refuse it properly.
    private static final int FRAME_BYTES_READ = 131_072;

    private final WebServer server;
    private final WatchedHttp http;

    private HttpServer(WebServer server, WatchedHttp http) {
        this.server = server;
        this.http = http;
    }

    /// Starts a listener whose every endpoint is in the table.
    public static HttpServer start(HttpServerConfig config, List<Route> routes, MeterRegistry meters) {
        return start(config, routes, meters, List.of());
    }

    /// Starts a listener with lines of the table whose answers are streams.
    public static HttpServer start(
            HttpServerConfig config, List<Route> routes, MeterRegistry meters, List<HandledRoute> streams) {
        var table = Stream.concat(routes.stream().map(Route::handled), streams.stream())
                .toList();
        var routing = HttpRouting.builder();
        var requestMeters = new RequestMeters(meters, config.requestsMax());
        routing.addFilter(new EdgeFilter(requestMeters, config.memory(), quiet(routes)));
        routing.error(Throwable.class, ServedRoute::sendFailure);
        routing.any(new RoutedTable(table));
        var http = WatchedHttp.start(http1(), config.stall(), meters);
        var server = new HttpServer(listener(config, routing, http).start(), http);
        server.requireListening(config.address());
        return server;
    }

    /// The listener says in the log alone that it does not listen.
    private void requireListening(ListenAddress address) {
        if (!server.isRunning()) {
            close();
            throw new SettingError("%s:%s cannot be listened on: another program has that port, or the host is not ours"
                    .formatted(address.bindHost(), address.port()));
        }
    }

    /// The port it listens on, also when any free one was asked for.
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        http.close();
    }

    private static Set<String> quiet(List<Route> routes) {
        return routes.stream().filter(Route::quiet).map(Route::path).collect(Collectors.toSet());
    }

    private static WebServer listener(HttpServerConfig config, HttpRouting.Builder routing, WatchedHttp http) {
        var server = WebServer.builder();
        if (!config.origins().isEmpty()) {
            server.addFeature(CrossOrigin.feature(config.origins()));
        }
        return server.host(config.address().bindHost())
                .port(config.address().port())
                .routing(routing)
                .shutdownHook(false)
                .shutdownGracePeriod(config.stopGrace())
                .maxConcurrentRequests(config.requestsMax())
                .maxTcpConnections(config.connectionsMax())
                .idleConnectionTimeout(config.idleTimeout())
                .useNio(false)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .directHandlers(ProtocolErrors::install)
                .contentEncoding(new Undecoded())
                .protocolsDiscoverServices(false)
                .addProtocol(WsConfig.builder().maxFrameLength(FRAME_BYTES_READ).build())
                .addConnectionSelector(http)
                .build();
    }

    private static Http1Config http1() {
        return Http1Config.builder()
                .maxHeadersSize(HEADER_BYTES_PARSED)
                .maxPrologueLength(REQUEST_LINE_BYTES_MAX)
                .build();
    }
}
