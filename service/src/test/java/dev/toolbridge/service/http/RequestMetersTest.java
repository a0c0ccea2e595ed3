package dev.toolbridge.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RequestMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMeters meters = new RequestMeters(registry, 10);

    @AfterEach
    void forgetTenant() {
        MDC.clear();
    }

    @Test
    void countsWhatRuns() {
        meters.begin();
        meters.begin();
        meters.end("GET", "/v1/notes", 200, Duration.ofMillis(3));

        assertThat(registry.get("toolbridge.http.requests.running").gauge().value())
                .isEqualTo(1);
        assertThat(registry.get("toolbridge.http.requests")
                        .tags("method", "GET", "route", "/v1/notes", "status", "200")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void takesNoMethodOfAClientsInvention() {
        for (int number = 0; number < 1_000; number++) {
            meters.end("METHOD" + number, "none", 405, Duration.ZERO);
        }

        assertThat(registry.find("toolbridge.http.requests").timers()).hasSize(1);
    }

    @Test
    void tellsABoundedNumberOfTenantsApart() {
        for (int number = 0; number < 1_000; number++) {
            MDC.put("tenant", "tenant " + number);
            meters.end("GET", "/v1/notes", 200, Duration.ZERO);
        }

        assertThat(registry.find("toolbridge.tenant.requests").counters()).hasSize(101);
        assertThat(registry.get("toolbridge.tenant.requests")
                        .tag("tenant", "other")
                        .counters())
                .extracting(Counter::count)
                .containsExactly(900.0);
    }
}
