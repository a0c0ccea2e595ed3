package dev.toolbridge.service.http;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.connection.StallLimits;
import dev.toolbridge.service.memory.MemoryBudget;
import java.time.Duration;
import java.util.List;

/// The limits of one HTTP server.
///
/// @param address the address to listen on
/// @param requestsMax the number of requests that run at a time; more wait, then get 503
/// @param connectionsMax the number of open connections
/// @param idleTimeout after which an unused connection is closed
/// @param origins pages of these origins may call it from a browser
/// @param stopGrace the time that running requests have left when the server stops
/// @param stall the limits on the time in which a request must arrive
/// @param memory the memory that all requests may hold together
public record HttpServerConfig(
        ListenAddress address,
        int requestsMax,
        int connectionsMax,
        Duration idleTimeout,
        List<String> origins,
        Duration stopGrace,
        StallLimits stall,
        MemoryBudget memory) {

    private static final int REQUESTS_MAX = 512;
    private static final int CONNECTIONS_MAX = 4_096;
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);

    /// The same with the usual patience for requests that come in slowly.
    public HttpServerConfig(
            ListenAddress address,
            int requestsMax,
            int connectionsMax,
            Duration idleTimeout,
            List<String> origins,
            Duration stopGrace) {
        this(
                address,
                requestsMax,
                connectionsMax,
                idleTimeout,
                origins,
                stopGrace,
                StallLimits.USUAL,
                MemoryBudget.ofProcess());
    }

    public static HttpServerConfig at(ListenAddress address) {
        return new HttpServerConfig(address, REQUESTS_MAX, CONNECTIONS_MAX, IDLE_TIMEOUT, List.of(), STOP_GRACE);
    }

    /// The same, open to pages of these origins.
    public HttpServerConfig openTo(List<String> pages) {
        return new HttpServerConfig(address, requestsMax, connectionsMax, idleTimeout, pages, stopGrace, stall, memory);
    }

    /// The same with room for that many streams beside the requests.
    public HttpServerConfig withStreams(int streamsMax) {
        return new HttpServerConfig(
                address, requestsMax, connectionsMax + streamsMax, idleTimeout, origins, stopGrace, stall, memory);
    }

    /// The same with other patience.
    public HttpServerConfig stalling(StallLimits limits) {
        return new HttpServerConfig(
                address, requestsMax, connectionsMax, idleTimeout, origins, stopGrace, limits, memory);
    }

    /// The same within other bounds of memory.
    public HttpServerConfig within(MemoryBudget budget) {
        return new HttpServerConfig(
                address, requestsMax, connectionsMax, idleTimeout, origins, stopGrace, stall, budget);
    }
}
