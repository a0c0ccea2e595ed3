package dev.toolbridge.service.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.MDC;

/// Traffic, errors, latency and saturation of one listener. Every label has a bounded number of values, whatever
/// clients send.
final class RequestMeters {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OTHER = "other";

    /// The first tenants get numbers of their own, the rest share theirs.
    private static final int TENANTS_MAX = 100;

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final AtomicInteger running = new AtomicInteger();
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Timer> latencies = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Counter>> tenants = new ConcurrentHashMap<>();

    private record Kind(String method, String route, int status) {}

    RequestMeters(MeterRegistry registry, int requestsMax) {
        this.registry = registry;
        Gauge.builder("toolbridge.http.requests.running", running, AtomicInteger::get)
                .description("Requests that are being worked on.")
                .register(registry);
        Gauge.builder("toolbridge.http.requests.limit", () -> requestsMax)
                .description("Requests that may be worked on at a time.")
                .register(registry);
    }

    void begin() {
        running.incrementAndGet();
    }

    void end(String method, String route, int status, Duration taken) {
        running.decrementAndGet();
        var kind = new Kind(METHODS.contains(method) ? method : OTHER, route, status);
        timers.computeIfAbsent(kind, this::timer).record(taken);
        latencies.computeIfAbsent(route, this::latency).record(taken);
        Optional.ofNullable(MDC.get("tenant")).ifPresent(tenant -> count(tenant, status));
    }

    private Timer timer(Kind kind) {
        return Timer.builder("toolbridge.http.requests")
                .description("Requests that were answered.")
                .tags("method", kind.method(), "route", kind.route(), "status", Integer.toString(kind.status()))
                .register(registry);
    }

    /// Apart from the statuses, since each of its values costs as many lines as there are buckets.
    private Timer latency(String route) {
        return Timer.builder("toolbridge.http.latency")
                .description("How long answers took.")
                .tag("route", route)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void count(String tenant, int status) {
        String shown = tenants.containsKey(tenant) || tenants.size() < TENANTS_MAX ? tenant : OTHER;
        tenants.computeIfAbsent(shown, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(status / 100 + "xx", outcome -> counter(shown, outcome))
                .increment();
    }

    private Counter counter(String tenant, String outcome) {
        return Counter.builder("toolbridge.tenant.requests")
                .description("Requests of the first " + TENANTS_MAX + " tenants, the others' together.")
                .tags("tenant", tenant, "outcome", outcome)
                .register(registry);
    }
}
