package dev.toolbridge.service.http;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.trace.Trace;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What happens around every request: it gets its correlation id and its place in a trace, is timed, counted and
/// written to the access log.
final class EdgeFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final HeaderName CORRELATION = HeaderNames.create(WireHeader.CORRELATION);
    private static final HeaderName TRACEPARENT = HeaderNames.create(Trace.HEADER);
    private static final String MDC_CORRELATION = "correlation_id";
    private static final String MDC_TRACE = "trace_id";
    private static final String UNMATCHED = "none";

    private final RequestMeters meters;

    EdgeFilter(RequestMeters meters) {
        this.meters = meters;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long startNs = System.nanoTime();
        String id = Correlation.idFrom(request.headers().values(CORRELATION));
        Trace trace = Trace.from(request.headers().values(TRACEPARENT));
        request.context().register(EdgeFilter.class, id);
        response.header(CORRELATION, id);
        MDC.put(MDC_CORRELATION, id);
        MDC.put(MDC_TRACE, trace.traceId());
        meters.begin();
        try {
            trace.run(chain::proceed);
        } finally {
            record(request, response, Duration.ofNanos(System.nanoTime() - startNs));
            MDC.clear();
        }
        closeBehindUnreadBody(request);
    }

    /// The rest of a body that nobody read would be taken for the next request of this connection.
    private static void closeBehindUnreadBody(RoutingRequest request) {
        if (request.content().hasEntity() && !request.content().consumed()) {
            throw new CloseConnectionException("the body was not read");
        }
    }

    /// The id that this filter gave the request.
    static String correlationId(io.helidon.webserver.http.ServerRequest request) {
        return request.context().get(EdgeFilter.class, String.class).orElse(UNMATCHED);
    }

    private void record(RoutingRequest request, RoutingResponse response, Duration taken) {
        String method = request.prologue().method().text();
        String route = request.matchingPattern().orElse(UNMATCHED);
        int status = response.status().code();
        meters.end(method, route, status, taken);
        LOG.atInfo()
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("micros", taken.toNanos() / 1_000)
                .log("request");
    }
}
