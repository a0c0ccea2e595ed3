package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.connection.Inflow;
import dev.toolbridge.service.memory.MemoryBudget;
import dev.toolbridge.service.memory.Share;
import dev.toolbridge.service.trace.Trace;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/// Wraps every request: it gets its correlation id and its place in a trace, is timed, counted and
/// written to the access log.
final class EdgeFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final HeaderName CORRELATION = HeaderNames.create(WireHeader.CORRELATION);
    private static final HeaderName TRACEPARENT = HeaderNames.create(Trace.HEADER);
    private static final String MDC_CORRELATION = "correlation_id";
    private static final String MDC_TRACE = "trace_id";
    private static final String UNMATCHED = "none";
    private static final int HEADER_CHARACTERS_MAX = 32_768;

    private static final int FAILURES_FROM = 400;

    private final RequestMeters meters;
    private final MemoryBudget memory;
    private final Set<String> quiet;

    /// @param quiet routes that only failures are logged of
    EdgeFilter(RequestMeters meters, MemoryBudget memory, Set<String> quiet) {
        this.meters = meters;
        this.memory = memory;
        this.quiet = quiet;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long startNs = System.nanoTime();
        String id = Correlation.idFrom(values(request, CORRELATION));
        Trace trace = Trace.from(values(request, TRACEPARENT));
        request.context().register(EdgeFilter.class, id);
        response.header(CORRELATION, id);
        response.beforeSend(() -> RequestBody.settle(request, response));
        MDC.put(MDC_CORRELATION, id);
        MDC.put(MDC_TRACE, trace.traceId());
        meters.begin();
        Inflow.current().headersAreThere();
        try (Share share = memory.open(client(request))) {
            refuseLargeHeaders(request);
            share.run(() -> trace.run(chain::proceed));
        } finally {
            Inflow.current().requestEnds();
            record(request, response, Duration.ofNanos(System.nanoTime() - startNs));
            MDC.clear();
        }
        if (RequestBody.isLeft(request)) {
            throw new CloseConnectionException("the body was not read");
        }
        if (asksToClose(request)) {
            throw new CloseConnectionException("the client asked for it");
        }
    }

    /// The sender of a request whose token is not verified yet: the same token counts as the same sender.
    private static String client(RoutingRequest request) {
        var credentials = values(request, HeaderNames.AUTHORIZATION);
        return credentials.isEmpty() ? request.remotePeer().host() : credentials.getFirst();
    }

    /// The values of a header, which most requests do not have.
    private static List<String> values(RoutingRequest request, HeaderName name) {
        return request.headers().contains(name) ? request.headers().values(name) : List.of();
    }

    /// The server itself says `Connection: close` and then waits for the next request (RFC 9112, section 9.6).
    private static boolean asksToClose(RoutingRequest request) {
        return request.headers().contains(HeaderNames.CONNECTION)
                && request.headers().values(HeaderNames.CONNECTION).stream()
                        .flatMap(line -> Arrays.stream(line.split(",", -1)))
                        .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }

    private static void refuseLargeHeaders(RoutingRequest request) {
        int size = 0;
        for (Header header : request.headers()) {
            for (String value : header.allValues()) {
                size += header.name().length() + value.length();
            }
        }
        if (size > HEADER_CHARACTERS_MAX) {
            throw Refusal.of(
                    ErrorCode.HEADERS_TOO_LARGE,
                    "the headers are larger than " + HEADER_CHARACTERS_MAX + " characters");
        }
    }

    /// The id that this filter gave the request.
    static String correlationId(io.helidon.webserver.http.ServerRequest request) {
        return request.context().get(EdgeFilter.class, String.class).orElse(UNMATCHED);
    }

    private void record(RoutingRequest request, RoutingResponse response, Duration taken) {
        String method = request.prologue().method().text();
        String route =
                RoutedTable.match(request).map(match -> match.route().path()).orElse(UNMATCHED);
        int status = response.status().code();
        meters.end(method, route, status, taken);
        LOG.atLevel(quiet.contains(route) && status < FAILURES_FROM ? Level.DEBUG : Level.INFO)
                .addKeyValue("method", method)
                .addKeyValue("route", route)
                .addKeyValue("status", status)
                .addKeyValue("micros", taken.toNanos() / 1_000)
                .log("request");
    }
}
