package dev.toolbridge.tenants.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.monitoring.Metrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reads a page as the API serves it.
class MeterClientTest {
    private static final String TENANT = "org_1";

    private final PrometheusMeterRegistry meters = Metrics.registry();

    @Test
    void readsTheMetersOfOneTenant() throws InterruptedException {
        count(TENANT, "2xx", 90);
        count(TENANT, "4xx", 7);
        count(TENANT, "5xx", 3);
        count("org_2", "2xx", 1_000);
        meters.counter("toolbridge.tenant.tool.calls", "tenant", TENANT).increment(12);
        gauge("toolbridge.tenant.items", 40, "tenant", TENANT);
        gauge("toolbridge.tenant.bytes", 4_000_000_000L, "tenant", TENANT);
        gauge("toolbridge.tenant.people", 5, "tenant", TENANT, "hour", "present");
        gauge("toolbridge.tenant.people", 6, "tenant", TENANT, "hour", "before");
        gauge("toolbridge.tenant.last.write", 1_774_994_340, "tenant", TENANT);
        for (String route : new String[] {"/v1/notes", "/v1/notes/{uid}"}) {
            Timer.builder("toolbridge.http.latency")
                    .tag("route", route)
                    .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(10))
                    .register(meters)
                    .record(Duration.ofMillis(7));
        }

        Optional<MeterReading> found = read(TENANT);

        assertThat(found).hasValueSatisfying(reading -> {
            assertThat(reading.counters().requests()).isEqualTo(100);
            assertThat(reading.counters().refused()).isEqualTo(7);
            assertThat(reading.counters().errors()).isEqualTo(3);
            assertThat(reading.counters().toolCalls()).isEqualTo(12);
            assertThat(reading.counters().latency()).startsWith(0, 2).endsWith(2);
            assertThat(reading.items()).isEqualTo(40);
            assertThat(reading.bytes()).isEqualTo(4_000_000_000L);
            assertThat(reading.people()).isEqualTo(new MeterReading.Seen(5, 6));
            assertThat(reading.lastWriteSeconds()).hasValue(1_774_994_340L);
        });
        assertThat(read("org_3")).isEmpty();
    }

    private Optional<MeterReading> read(String tenant) throws InterruptedException {
        try (HttpServer page =
                Metrics.serve(ListenAddress.parse("127.0.0.1:0"), meters, "toolbridge-api", Optional.empty())) {
            return new MeterClient().read(new InetSocketAddress(InetAddress.getLoopbackAddress(), page.port()), tenant);
        }
    }

    private void count(String tenant, String outcome, int number) {
        meters.counter("toolbridge.tenant.requests", "tenant", tenant, "outcome", outcome)
                .increment(number);
    }

    private void gauge(String name, long value, String... tags) {
        Gauge.builder(name, () -> value).tags(tags).register(meters);
    }
}
