package dev.toolbridge.service.http;

import dev.toolbridge.service.config.ListenAddress;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The program's meters, shown to Prometheus on a listener of their own.
public final class Metrics {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private Metrics() {}

    /// A registry that already holds the meters of the process itself.
    @SuppressWarnings("resource") // the collector meter lives as long as the process
    public static PrometheusMeterRegistry registry() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        return registry;
    }

    /// Serves `/metrics` at the given address, which must not be a public one.
    public static HttpServer serve(ListenAddress address, PrometheusMeterRegistry registry) {
        var page = new Route("GET", "/metrics", 0, _ -> page(registry));
        return HttpServer.start(HttpServerConfig.at(address), List.of(page), new CompositeMeterRegistry());
    }

    private static Answer page(PrometheusMeterRegistry registry) {
        return Answer.empty(200).with(PROMETHEUS_TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
