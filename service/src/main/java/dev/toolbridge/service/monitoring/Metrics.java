package dev.toolbridge.service.monitoring;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Loopback;
import dev.toolbridge.service.http.Route;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

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
        return serve(address, new MetricsPage("", registry::scrape, Optional.empty()));
    }

    /// The same for a program that shares its container with another: every line names the program that it is of, and
    /// the other's page is appended, for platforms that ask one address only.
    public static HttpServer serve(
            ListenAddress address, PrometheusMeterRegistry registry, String program, Optional<URI> appended) {
        return serve(address, new MetricsPage(program, registry::scrape, appended));
    }

    private static HttpServer serve(ListenAddress address, MetricsPage page) {
        var route = Route.check("/metrics", request -> {
            Loopback.requireMeant(request);
            return Answer.empty(200).with(PROMETHEUS_TEXT, page.text().getBytes(StandardCharsets.UTF_8));
        });
        return HttpServer.start(HttpServerConfig.at(address), List.of(route), new CompositeMeterRegistry());
    }
}
