package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.usage.Counters;
import dev.toolbridge.tenants.usage.MeterReading;
import dev.toolbridge.tenants.usage.UsageStore;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The use of all tenants in one list. Tenant `a` was used much, `b` little, and `c` was never read.
class ActivityTest {
    private static final String MARCH = "?by=month&at=2026-03-10";

    private static RunningTenants control;
    private static String key;

    @BeforeAll
    static void start() throws InterruptedException {
        control = RunningTenants.start();
        key = control.key();
        UUID much = made("tenant-a");
        UUID little = made("tenant-b");
        var _ = made("tenant-c");
        read(much, new Reading(40, 1, 5, 20), "2026-03-10T22:05:00Z");
        read(much, new Reading(100, 2, 9, 10), "2026-03-31T23:59:59Z");
        read(much, new Reading(107, 2, 9, 10), "2026-04-01T00:00:00Z");
        read(little, new Reading(10, 4, 8, 900), "2026-03-10T09:05:00Z");
    }

    @AfterAll
    static void stop() {
        control.close();
    }

    @Test
    void sumsEachTenantUpAndShowsWhoWasNotRead() {
        JsonNode month = shown(MARCH);

        assertThat(month.path("from").asText()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(month.path("to").asText()).isEqualTo("2026-04-01T00:00:00Z");
        JsonNode much = month.at("/tenants/0");
        assertThat(much.path("slug").asText()).isEqualTo("tenant-a");
        assertThat(much.path("hours").asLong()).isEqualTo(2);
        assertThat(much.path("read_at").asText()).isEqualTo("2026-04-01T00:00:00Z");
        assertThat(much.at("/usage/requests").asLong()).isEqualTo(100);
        assertThat(much.at("/usage/tool_calls").asLong()).isEqualTo(20);
        assertThat(much.at("/usage/items").asLong()).isEqualTo(9);
        assertThat(much.at("/usage/people").asLong()).isEqualTo(20);
        assertThat(much.at("/usage/p95_ms").asLong()).isEqualTo(10);
        JsonNode unread = month.at("/tenants/2");
        assertThat(unread.path("slug").asText()).isEqualTo("tenant-c");
        assertThat(unread.has("usage") || unread.has("read_at")).isFalse();
    }

    @Test
    void cutsTimesAtTheirEnds() {
        assertThat(shown("?by=hour&at=2026-03-31T23:59:59Z")
                        .at("/tenants/0/usage/requests")
                        .asLong())
                .isEqualTo(60);
        assertThat(shown("?at=2026-04-01").at("/tenants/0/usage/requests").asLong())
                .isEqualTo(7);
        assertThat(shown("?at=2026-04-02").at("/tenants"))
                .hasSize(3)
                .noneMatch(tenant -> tenant.has("usage"))
                .anyMatch(tenant -> tenant.has("read_at"));
    }

    @ParameterizedTest
    @CsvSource({
        "requests, b a c",
        "-requests, a b c",
        "-errors, b a c",
        "bytes, b a c",
        "-people, b a c",
        "-slug, c b a",
        "p95_ms, a b c",
        "-last_write_at, a b c"
    })
    void ordersByEachFigureInPages(String sort, String expected) {
        var seen = new ArrayList<String>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            JsonNode page = shown(MARCH + "&limit=1&sort=" + sort + "&cursor=" + cursor.get());
            page.path("tenants")
                    .forEach(tenant -> seen.add(tenant.path("slug").asText().substring("tenant-".length())));
            cursor = page.path("hasMore").asBoolean()
                    ? Optional.of(page.path("nextCursor").asText())
                    : Optional.empty();
        }

        assertThat(seen).containsExactlyElementsOf(List.of(expected.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?by=week", "?at=soon", "?sort=colour", "?sort=--requests", "?from=2026-01-01"})
    void refusesQuestionsThatItCannotAnswer(String query) {
        HttpResponse<String> refused = control.get("/admin/usage" + query, key);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_parameter");
    }

    @Test
    void takesNoCursorOfAnotherQuestion() {
        String cursor = shown(MARCH + "&limit=1").path("nextCursor").asText();

        assertThat(control.get("/admin/usage" + MARCH + "&sort=slug&cursor=" + cursor, key)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void isForOperatorsWhoMayReadAndForNobodyElse() {
        assertThat(control.get("/admin/usage", control.key(Scope.PLATFORM_READ)).statusCode())
                .isEqualTo(200);
        assertThat(control.get("/admin/usage", "tbk_live_of_a_workspace").statusCode())
                .isEqualTo(401);
    }

    /// @param errors those of the requests that have failed
    /// @param items at the time, each of 100 bytes
    private record Reading(long requests, long errors, long items, long people) {}

    /// All answers took up to 10 ms, half of them up to 5.
    private static void read(UUID tenant, Reading reading, String time) {
        long all = reading.requests();
        var counters = new Counters(
                all, 0, reading.errors(), all / 5, new long[] {all / 2, all, all, all, all, all, all, all, all});
        Instant at = Instant.parse(time);
        new UsageStore(control.database())
                .add(
                        new UsageStore.Process(tenant, "api-1", 7),
                        new MeterReading(
                                counters,
                                reading.items(),
                                reading.items() * 100,
                                new MeterReading.Seen(reading.people(), 0),
                                new MeterReading.Seen(1, 0),
                                Optional.of(at.getEpochSecond())),
                        at);
    }

    private static JsonNode shown(String query) {
        var answer = control.get("/admin/usage" + query, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static UUID made(String slug) {
        var made = control.send(
                "POST /admin/tenants",
                key,
                Optional.of("{\"name\":\"Used\",\"slug\":\"" + slug + "\"}"),
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
