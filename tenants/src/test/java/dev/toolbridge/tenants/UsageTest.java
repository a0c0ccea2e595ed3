package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.usage.Counters;
import dev.toolbridge.tenants.usage.MeterReading;
import dev.toolbridge.tenants.usage.UsageStore;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The usage of a tenant, from readings of its programs to the answer.
class UsageTest {
    private static final Instant HOUR = Instant.parse("2026-03-31T22:00:00Z");
    private static final String DAYS = "?from=2026-03-01&to=2026-05-01";

    private static RunningTenants control;
    private static String key;

    private final UUID tenant = made();
    private final UsageStore usage = new UsageStore(control.database());

    @BeforeAll
    static void start() throws InterruptedException {
        control = RunningTenants.start();
        key = control.key();
    }

    @AfterAll
    static void stop() {
        control.close();
    }

    @Test
    void addsWhatIsNewAndBeginsAgainAfterARestart() {
        read("api-1", 7, 100, "22:05");
        read("api-1", 7, 130, "22:10");
        read("api-1", 7, 20, "22:15");
        read("api-1", 8, 25, "22:20");
        read("api-2", 9, 5, "23:05");

        JsonNode hours = shown("?by=hour&from=2026-03-31&to=2026-04-01").path("usage");

        assertThat(hours).hasSize(2);
        assertThat(hours.at("/0/start").asText()).isEqualTo("2026-03-31T22:00:00Z");
        assertThat(hours.at("/0/requests").asLong()).isEqualTo(100 + 30 + 20 + 25);
        assertThat(hours.at("/0/tool_calls").asLong()).isEqualTo((100 + 30 + 20 + 25) / 5);
        assertThat(hours.at("/0/items").asLong()).isEqualTo(25);
        assertThat(hours.at("/0/last_write_at").asText()).isEqualTo("2026-03-31T21:59:00Z");
        assertThat(hours.at("/1/requests").asLong()).isEqualTo(5);
        assertThat(hours.at("/0/people").asLong()).isEqualTo(4);
    }

    @Test
    void sumsDaysAndMonthsUp() {
        read("api-1", 7, 100, "22:05");
        usage.add(process("api-1", 7), reading(150), Instant.parse("2026-03-31T23:59:59Z"));
        usage.add(process("api-1", 7), reading(160), Instant.parse("2026-04-01T00:00:00Z"));

        JsonNode days = shown(DAYS).path("usage");
        JsonNode months = shown(DAYS + "&by=month").path("usage");

        assertThat(days).extracting(day -> day.path("requests").asLong()).containsExactly(150L, 10L);
        assertThat(days.at("/0/p95_ms").asLong()).isEqualTo(10);
        assertThat(months)
                .extracting(month -> month.path("start").asText())
                .containsExactly("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z");
        assertThat(shown("").path("quotas").path("items").asLong()).isEqualTo(250_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?by=week",
                "?from=yesterday",
                "?from=2026-02-30",
                "?from=2027-01-01&to=2026-01-01",
                "?by=hour&from=2026-01-01&to=2026-02-02",
                "?from=%2B999999999-01-01",
                "?from=2024-01-01&to=2026-01-01"
            })
    void refusesTimesThatItCannotShow(String query) {
        HttpResponse<String> refused = control.get("/admin/tenants/" + tenant + "/usage" + query, key);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_parameter", "\"expected\"");
    }

    private void read(String instance, long pid, long requests, String time) {
        usage.add(process(instance, pid), reading(requests), Instant.parse("2026-03-31T" + time + ":00Z"));
    }

    private UsageStore.Process process(String instance, long pid) {
        return new UsageStore.Process(tenant, instance, pid);
    }

    /// All answers took up to 10 ms, half of them up to 5.
    private static MeterReading reading(long requests) {
        var latency =
                new long[] {requests / 2, requests, requests, requests, requests, requests, requests, requests, requests
                };
        return new MeterReading(
                new Counters(requests, 0, 0, requests / 5, latency),
                requests,
                1_000,
                new MeterReading.Seen(3, 4),
                new MeterReading.Seen(1, 0),
                Optional.of(HOUR.minusSeconds(60).getEpochSecond()));
    }

    private JsonNode shown(String query) {
        var answer = control.get("/admin/tenants/" + tenant + "/usage" + query, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static UUID made() {
        var made = control.send(
                "POST /admin/tenants",
                key,
                Optional.of("{\"name\":\"Used\",\"slug\":\"u"
                        + UUID.randomUUID().toString().substring(0, 20) + "\"}"),
                "Content-Type",
                "application/json",
                "Prefer",
                "wait=20");
        return UUID.fromString(json(made).path("tenant").asText());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException malformed) {
            throw new AssertionError(answer.body(), malformed);
        }
    }
}
