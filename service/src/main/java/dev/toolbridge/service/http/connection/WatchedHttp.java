package dev.toolbridge.service.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/// HTTP/1.1 as the server speaks it, with a [StallWatch] over each connection.
public final class WatchedHttp implements ServerConnectionSelector, AutoCloseable {
    private final Http1ConnectionSelector http;
    private final Http1Config config;
    private final StallWatch watch;

    private WatchedHttp(Http1Config config, StallWatch watch) {
        this.config = config;
        this.http = Http1ConnectionSelectorConfig.builder().config(config).build();
        this.watch = watch;
    }

    /// Begins to watch; the connections come from the server that it is a part of.
    public static WatchedHttp start(Http1Config config, StallLimits limits, MeterRegistry meters) {
        return new WatchedHttp(config, StallWatch.start(limits, meters));
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        Inflow inflow = watch.watch(context.serverSocket());
        return new WatchedConnection(http.connection(WatchedContext.of(context, inflow, config)), inflow, watch);
    }

    @Override
    public void close() {
        watch.close();
    }
}
